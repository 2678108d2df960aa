/**
 * Requests on their way: a {@link dev.slipway.edge.proxy.Client} asks, an {@link
 * dev.slipway.edge.proxy.Exchange} finds who answers, an {@link dev.slipway.edge.proxy.Upstream}
 * carries it there. All three live on one event loop, that of the {@link
 * dev.slipway.edge.proxy.Worker}, so that nothing here is locked and nothing hops between threads.
 */
@NullMarked
package dev.slipway.edge.proxy;

import org.jspecify.annotations.NullMarked;
