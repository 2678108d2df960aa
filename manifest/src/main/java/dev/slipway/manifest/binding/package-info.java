/**
 * Trees to records. A record's components are the keys of the file, in kebab case; annotations give
 * defaults, limits and the words of the documentation. The same {@link
 * dev.slipway.manifest.binding.Shape} reads, merges and writes the JSON Schema, so that the three
 * can't drift apart.
 */
@NullMarked
package dev.slipway.manifest.binding;

import org.jspecify.annotations.NullMarked;
