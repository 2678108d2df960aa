package dev.slipway.checks.soak;

/**
 * How far a share that was seen may be from the true one (Wilson 1927, 95 %). One failure of three
 * requests is no error rate of 33 %, and three of three are no accident.
 */
final class Confidence {
  private static final double Z = 1.96;

  private Confidence() {}

  static double least(Window.Requests requests) {
    return bound(requests, -1);
  }

  static double most(Window.Requests requests) {
    return bound(requests, 1);
  }

  private static double bound(Window.Requests requests, int side) {
    if (requests.count() == 0) {
      return side < 0 ? 0 : 1;
    }
    double n = requests.count();
    var share = requests.errorRate();
    var centre = share + Z * Z / (2 * n);
    var spread = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
    return (centre + side * spread) / (1 + Z * Z / n);
  }
}
