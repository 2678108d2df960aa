package dev.slipway.manifest.rules;

import dev.slipway.manifest.model.App;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.Places;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the rules look at.
 *
 * @param root the file as it was written, for places
 */
public record Subject(App app, Node root, List<Resolution.Resolved> environments) {
  Place place(Object... steps) {
    return Places.find(root, steps);
  }

  Set<String> environmentNames() {
    var names = new LinkedHashSet<String>();
    environments.forEach(each -> names.add(each.environment().name()));
    return names;
  }
}
