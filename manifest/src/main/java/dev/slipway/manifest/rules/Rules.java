package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import java.util.List;

/** All rules, each asked whatever the others found. */
public final class Rules {
  private static final List<Rule> ALL =
      List.of(
          new NamedParts(),
          new OverriddenParts(),
          new ServiceParts(),
          new OneOf(),
          new TrailingCommas(),
          new VariableValues(),
          new Variables(),
          new FlowReferences(),
          new CheckParts(),
          new AlertParts(),
          new ProbeParts(),
          new PreviewParts(),
          new Promotions(),
          new PlainSecrets(),
          new SharedSecrets(),
          new Origins(),
          new Ports(),
          new Hosts(),
          new Transport(),
          new Paths(),
          new ProductionData(),
          new Cycles(),
          new Amounts());

  private Rules() {}

  public static void check(Subject subject, Mistakes mistakes) {
    ALL.forEach(rule -> rule.check(subject, mistakes));
  }
}
