/**
 * Instances as processes of this machine. {@link ProcessRuntime} is the way in. Each instance has a
 * folder: what is wanted of it ({@code instance.json}, {@code stop}) is written by the control
 * plane before it acts; what is (the {@code state}, the output) is written by the instance's
 * supervisor, a small shell script that needs no control plane.
 */
@NullMarked
package dev.slipway.runtime.process;

import org.jspecify.annotations.NullMarked;
