package dev.slipway.manifest.imports;

import dev.slipway.manifest.drafts.Draft;
import java.util.Collection;

/** What the draft has so far that a variable's value may point to. */
record Known(Collection<String> databases, Collection<String> redis, Collection<String> services) {
  static Known of(Draft draft) {
    return new Known(draft.names("databases"), draft.names("redis"), draft.names("services"));
  }
}
