package dev.slipway.delivery.database;

import dev.slipway.manifest.model.Database;
import dev.slipway.postgres.mask.MaskRule;
import java.util.Map;
import java.util.TreeMap;

/** The manifest's words for what happens to a column, as the masking knows them. */
public final class MaskRules {
  private MaskRules() {}

  public static Map<String, MaskRule> of(Database database) {
    var rules = new TreeMap<String, MaskRule>();
    database.mask().forEach((column, mask) -> rules.put(column, MaskRule.valueOf(mask.name())));
    return rules;
  }
}
