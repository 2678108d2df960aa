package dev.slipway.delivery.notice;

import java.time.Instant;
import java.util.List;

/**
 * What is told, and what a webhook is sent as JSON.
 *
 * @param id the same for every try
 * @param about deployed, failed, approval or alert
 * @param release such as {@code v53}
 * @param lines more of it, such as the commits it brought
 * @param url where all of it is shown
 */
public record Message(
    String id,
    String about,
    String app,
    String environment,
    String release,
    String title,
    List<String> lines,
    String url,
    Instant at) {
  public Message {
    lines = List.copyOf(lines);
  }

  Message named(String other) {
    return new Message(other, about, app, environment, release, title, lines, url, at);
  }

  /** As plain text. */
  String text() {
    return title
        + "\n"
        + (lines.isEmpty() ? "" : "\n" + String.join("\n", lines) + "\n")
        + "\n"
        + url
        + "\n";
  }
}
