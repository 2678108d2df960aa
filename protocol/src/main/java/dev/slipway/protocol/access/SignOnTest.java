package dev.slipway.protocol.access;

import java.util.List;

/**
 * What came of trying the server without anybody signing on.
 *
 * @param state good, unsure or bad: the worst of its lines
 */
public record SignOnTest(String issuer, String state, List<Line> lines) {

  /**
   * One thing that was tried.
   *
   * @param state good, unsure or bad
   */
  public record Line(String what, String state, String found) {}
}
