/**
 * slipway.yaml to records, all mistakes at once; importers of other platforms' files. Start at
 * {@link dev.slipway.manifest.ManifestReader}, which gives a {@link dev.slipway.manifest.Manifest}
 * or every mistake.
 */
@NullMarked
package dev.slipway.manifest;

import org.jspecify.annotations.NullMarked;
