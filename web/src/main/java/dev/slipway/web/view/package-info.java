/**
 * What each page shows, as plain records: texts are ready to read, figures are measured or absent,
 * and times are instants that the browser writes in its own zone.
 */
@NullMarked
package dev.slipway.web.view;

import org.jspecify.annotations.NullMarked;
