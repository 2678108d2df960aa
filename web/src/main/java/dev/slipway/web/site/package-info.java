/**
 * The dashboard of a running Slipway: {@link dev.slipway.web.site.Site} answers an {@link
 * dev.slipway.web.site.Ask} of any HTTP server with an {@link dev.slipway.web.site.Answer}. It
 * knows who asks, refuses forged forms, asks the authoriser, and fills the views from the rooms.
 */
@NullMarked
package dev.slipway.web.site;

import org.jspecify.annotations.NullMarked;
