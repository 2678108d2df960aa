package dev.slipway.watch.alert;

/** What a sensor found of one thing in one look. What is well needs no finding. */
public sealed interface Finding {
  Rule rule();

  /** An instance, a job, a database; empty: the environment itself. */
  String object();

  String value();

  /** It is beyond its limit. */
  record Wrong(Rule rule, String object, String value) implements Finding {}

  /** It could not be measured: that is never the same as well. */
  record Unmeasured(Rule rule, String object, String value) implements Finding {}
}
