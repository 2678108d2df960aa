package dev.slipway.operations;

/** Why a step is told to stop before it is done. */
enum StopReason {
  CANCELLED("it was cancelled"),
  TOOK_TOO_LONG("it took too long"),
  LEASE_LOST("another worker may run it by now"),
  SHUTDOWN("its worker shuts down");

  private final String words;

  StopReason(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
