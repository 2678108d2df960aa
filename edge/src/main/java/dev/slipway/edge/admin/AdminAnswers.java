package dev.slipway.edge.admin;

import java.util.List;
import java.util.Map;

/** Who answers what comes over the admin socket. */
public interface AdminAnswers extends AutoCloseable {
  /**
   * @param type media type of the text
   */
  record Reply(int status, String type, String text) {
    public static Reply json(String text) {
      return new Reply(200, "application/json", text);
    }
  }

  /**
   * Answers one request.
   *
   * @throws dev.slipway.kit.ProblemException which the client is told
   */
  Reply answer(String method, String path, Map<String, List<String>> query, String body);

  /** Nothing will be asked any more. */
  @Override
  void close();
}
