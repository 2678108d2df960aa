/**
 * The last hour of each environment's figures, as the edge counted them: {@link
 * dev.slipway.web.figures.FigureLog}. Kept in memory; a restart begins anew and says so.
 */
@NullMarked
package dev.slipway.web.figures;

import org.jspecify.annotations.NullMarked;
