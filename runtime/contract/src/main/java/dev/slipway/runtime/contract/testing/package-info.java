/** The tests that hold every runtime to its promises: extend {@link InstanceRuntimeContract}. */
@NullMarked
package dev.slipway.runtime.contract.testing;

import org.jspecify.annotations.NullMarked;
