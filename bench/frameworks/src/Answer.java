import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What every peer answers: some JSON, at once or after as long as a small query takes. */
final class Answer {
  private static final byte[] JSON =
      "{\"id\":42,\"name\":\"ledger\",\"health\":\"serving\",\"items\":[1,2,3,4,5,6,7,8]}"
          .getBytes(StandardCharsets.UTF_8);
  private static final Duration QUERY = Duration.ofMillis(2);

  private Answer() {}

  static byte[] json() {
    return JSON;
  }

  static byte[] afterTheStore() {
    LockSupport.parkNanos(QUERY.toNanos());
    return JSON;
  }
}
