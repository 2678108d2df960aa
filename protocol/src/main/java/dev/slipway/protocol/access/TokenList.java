package dev.slipway.protocol.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens of whoever asks; the texts of the tokens are not kept. */
public record TokenList(List<Token> tokens) {

  /**
   * @param prefix the first characters of its text, by which it is known again
   * @param state a word: good, expired, revoked
   */
  public record Token(
      String id,
      String name,
      String prefix,
      List<String> permissions,
      String application,
      String environment,
      String state,
      Instant expiresAt,
      @Nullable Instant usedAt) {}
}
