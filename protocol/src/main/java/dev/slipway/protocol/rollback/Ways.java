package dev.slipway.protocol.rollback;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways back from what serves.
 *
 * @param to the entry they lead to; absent when there was none before
 */
public record Ways(
    String app,
    String environment,
    String serving,
    @Nullable Instant since,
    @Nullable String to,
    List<Way> ways) {

  /**
   * One of them.
   *
   * @param exit code, forward or data: what to ask for
   * @param state open, closed, or not measured: then it is open to who says yes to that
   * @param takes such as "~2 s"; absent where nobody can say
   * @param basis what that is based on
   * @param reason why it is open or closed
   * @param loses what would be lost; absent when nothing is
   */
  public record Way(
      String exit,
      String title,
      String state,
      @Nullable String takes,
      @Nullable String basis,
      String reason,
      @Nullable String loses) {
    public boolean isClosed() {
      return state.equals("closed");
    }
  }
}
