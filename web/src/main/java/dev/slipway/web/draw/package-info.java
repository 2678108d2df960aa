/** Small pictures as SVG: lines of figures, the time line of a database, the mark of Slipway. */
@NullMarked
package dev.slipway.web.draw;

import org.jspecify.annotations.NullMarked;
