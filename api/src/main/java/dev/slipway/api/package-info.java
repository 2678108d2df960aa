/**
 * The control plane's HTTP. An {@link dev.slipway.api.Endpoint} says what a path takes and gives;
 * routes and the OpenAPI document are both made from the same list, so they can't disagree. Start
 * reading at {@link dev.slipway.api.ApiServer}.
 */
@NullMarked
package dev.slipway.api;

import org.jspecify.annotations.NullMarked;
