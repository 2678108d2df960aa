/**
 * Plans and states as people and programs read them: terminal, Markdown, JSON, SARIF. Pure
 * functions from records to text.
 */
@NullMarked
package dev.slipway.migration.report;

import org.jspecify.annotations.NullMarked;
