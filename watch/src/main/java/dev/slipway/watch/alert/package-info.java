/**
 * What is wrong with what serves, told to those who are to know. {@link
 * dev.slipway.watch.alert.Sensor}s find, {@link dev.slipway.watch.alert.Alerts} remembers and
 * decides, and the notices of the environment carry it.
 */
@NullMarked
package dev.slipway.watch.alert;

import org.jspecify.annotations.NullMarked;
