/**
 * What is already there, in other platforms' files: one importer for each kind. An importer goes
 * through every key of its file and either carries it over or says why not; it forgets none. Start
 * at {@link dev.slipway.manifest.imports.Importers}.
 */
@NullMarked
package dev.slipway.manifest.imports;

import org.jspecify.annotations.NullMarked;
