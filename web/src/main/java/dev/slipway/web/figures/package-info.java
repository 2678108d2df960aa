/**
 * The last hour of each environment's figures, as the edge counted them: {@link
 * dev.slipway.web.figures.FigureLog}. Kept in a file; while we are away there is a gap.
 */
@NullMarked
package dev.slipway.web.figures;

import org.jspecify.annotations.NullMarked;
