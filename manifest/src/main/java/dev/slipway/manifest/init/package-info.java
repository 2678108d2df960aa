/**
 * Makes a slipway.yaml from what is in a folder: the files of other platforms first, then what the
 * sources themselves tell. Start at {@link dev.slipway.manifest.init.Initialization}.
 */
@NullMarked
package dev.slipway.manifest.init;

import org.jspecify.annotations.NullMarked;
