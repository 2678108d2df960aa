/**
 * People, the roles they hold, where, and what those allow. Start at {@link
 * dev.slipway.access.people.Authoriser}: every action of every room is asked of it.
 */
@NullMarked
package dev.slipway.access.people;

import org.jspecify.annotations.NullMarked;
