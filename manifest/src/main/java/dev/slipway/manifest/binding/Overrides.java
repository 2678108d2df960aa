package dev.slipway.manifest.binding;

import dev.slipway.manifest.tree.Node;

/**
 * What an environment changes of named parts: a mapping from names to some of the keys of {@code
 * T}, kept as it was written and merged into the parts before they are read.
 */
@SuppressWarnings("UnusedTypeParameter") // Read from the component's declaration by Shapes.
public record Overrides<T>(Node node) {}
