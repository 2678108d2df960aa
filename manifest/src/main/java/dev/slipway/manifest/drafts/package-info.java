/**
 * A slipway.yaml in the making: what importers and detection say, who said it, and the text that it
 * becomes. Start at {@link dev.slipway.manifest.drafts.Draft} and {@link
 * dev.slipway.manifest.drafts.Ledger}.
 */
@NullMarked
package dev.slipway.manifest.drafts;

import org.jspecify.annotations.NullMarked;
