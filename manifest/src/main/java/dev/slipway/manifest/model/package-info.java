/**
 * slipway.yaml as records: a component is a key, a {@code @Default} what it is when unsaid, a
 * {@code @Doc} what the reference and editors say of it. Only the binding calls the constructors,
 * which is why they may have as many arguments as the file has keys. Start at {@link
 * dev.slipway.manifest.model.App}.
 */
@NullMarked
package dev.slipway.manifest.model;

import org.jspecify.annotations.NullMarked;
