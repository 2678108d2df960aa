package dev.slipway.runtime.contract;

/**
 * What came back from one probe.
 *
 * @param status the HTTP status; 0 when there was none
 * @param body the beginning of it
 */
record ProbeAnswer(boolean isReady, int status, String text, String body) {
  static ProbeAnswer good(String text) {
    return new ProbeAnswer(true, 0, text, "");
  }

  static ProbeAnswer none(String why) {
    return new ProbeAnswer(false, 0, why, "");
  }
}
