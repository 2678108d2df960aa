/**
 * What every runtime promises: {@link InstanceRuntime} starts instances of a built artefact, tells
 * their {@link InstanceStatus}, stops whole trees, and knows them again after the control plane was
 * killed. {@link ReadinessWait} waits for one and says why when it never comes. The tests that hold
 * a runtime to it are in {@code testing}.
 */
@NullMarked
package dev.slipway.runtime.contract;

import org.jspecify.annotations.NullMarked;
