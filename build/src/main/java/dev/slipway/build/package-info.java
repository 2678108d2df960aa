/**
 * Source to artefacts. {@link Builder} takes a folder or a commit and a command, runs the command
 * once in a clean workspace, and keeps what is there afterwards as an artefact that never changes
 * again. The same source and command are not built twice: the source's digest says so.
 */
@NullMarked
package dev.slipway.build;

import org.jspecify.annotations.NullMarked;
