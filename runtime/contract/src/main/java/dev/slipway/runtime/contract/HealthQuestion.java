package dev.slipway.runtime.contract;

import java.time.Duration;

/** What an instance is asked, to know whether it works. */
public sealed interface HealthQuestion {

  /** A GET request, answered with a status in the range (both ends included) within the time. */
  record Http(String path, int least, int greatest, Duration timeout) implements HealthQuestion {
    public static Http get(String path) {
      return new Http(path, 200, 299, Duration.ofSeconds(5));
    }
  }

  /** Its port accepts a connection. */
  record Port() implements HealthQuestion {}

  /** Its process has run for this long. */
  record Alive(Duration since) implements HealthQuestion {}
}
