package dev.slipway.manifest.rules;

import dev.slipway.manifest.model.App;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.Places;
import java.util.List;
import java.util.Set;

/**
 * What the rules look at.
 *
 * @param root the file as it was written, for places
 * @param environmentNames what environments the file has; the template of previews is none of them
 * @param environments each of them resolved, and the template of previews
 */
public record Subject(
    App app, Node root, Set<String> environmentNames, List<Resolution.Resolved> environments) {
  Place place(Object... steps) {
    return Places.find(root, steps);
  }
}
