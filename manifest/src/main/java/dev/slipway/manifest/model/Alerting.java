package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Doc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is different in the alerts that every environment has. */
public record Alerting(
    @Doc("by rule, as slipway alerts rules names them: what is different in it")
        @Aka({"rule", "thresholds", "limits"})
        Map<String, AlertRule> rules,
    @Doc("hours in which only what can't wait is told; the rest is told when they end")
        @Aka({"quiet-hours", "on-call", "hours", "sleep"})
        List<Quiet> quiet) {
  public static final Alerting USUAL = new Alerting(Map.of(), List.of());

  /** What this says, and where it says nothing what the other does. */
  public Alerting over(Alerting base) {
    var all = new LinkedHashMap<>(base.rules());
    rules.forEach((name, rule) -> all.merge(name, rule, (below, above) -> above.over(below)));
    return new Alerting(all, quiet.isEmpty() ? base.quiet() : quiet);
  }
}
