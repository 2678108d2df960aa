package dev.slipway.manifest.model;

/** How a release takes over from the one before. */
public enum StrategyKind {
  /** The safest that the rehearsal allows. */
  AUTO,
  /** One instance after the other, new ones first. */
  ROLLING,
  /** All new ones beside the old ones, then a switch. */
  BLUE_GREEN,
  /** A growing share of the traffic. */
  CANARY,
  /** Old ones end before new ones start. */
  STOP_FIRST
}
