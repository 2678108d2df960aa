package dev.slipway.manifest.model;

/** When a check runs. */
public enum CheckMoment {
  /** Against the new instances, before anybody is served by them. */
  VERIFY,
  /** Through the edge, after the switch. */
  CONFIRM,
  /** Against what a restore drill brought back. */
  DRILL
}
