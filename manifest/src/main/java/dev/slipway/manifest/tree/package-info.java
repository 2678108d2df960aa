/**
 * A file as a tree in which every value knows its line, column and path, whatever the file was
 * written in. Start at {@link dev.slipway.manifest.tree.Node}; {@link
 * dev.slipway.manifest.tree.YamlTree} is the reader that strangers feed.
 */
@NullMarked
package dev.slipway.manifest.tree;

import org.jspecify.annotations.NullMarked;
