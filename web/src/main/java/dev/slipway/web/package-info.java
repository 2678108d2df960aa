/**
 * The dashboard as functions from view records to HTML: {@link dev.slipway.web.Pages} renders,
 * {@link dev.slipway.web.Assets} has the style, script and icon, {@link
 * dev.slipway.web.SecurityHeaders} what every answer carries. Nothing here knows an HTTP server:
 * whoever mounts the pages fills the views of {@code view}.
 */
@NullMarked
package dev.slipway.web;

import org.jspecify.annotations.NullMarked;
