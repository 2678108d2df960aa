package dev.slipway.web.site;

import dev.slipway.web.SecurityHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to answer.
 *
 * @param cookies values of {@code Set-Cookie} headers
 * @param live the events that follow instead of a body; the connection stays open for them
 */
public record Answer(
    int status,
    Map<String, String> headers,
    List<String> cookies,
    String body,
    Optional<Live> live) {

  /** Events that are sent as they happen, until there are no more. */
  public interface Live {
    /** Waits for the next ones; an empty text keeps the connection alive; empty ends it. */
    Optional<String> next() throws InterruptedException;
  }

  static Answer page(int status, String html) {
    var headers = new LinkedHashMap<>(SecurityHeaders.ofPages());
    headers.put("Content-Type", "text/html; charset=utf-8");
    return new Answer(status, headers, List.of(), html, Optional.empty());
  }

  static Answer text(String mediaType, String text) {
    var headers = new LinkedHashMap<>(SecurityHeaders.ofPages());
    headers.put("Content-Type", mediaType);
    return new Answer(200, headers, List.of(), text, Optional.empty());
  }

  static Answer goTo(String path) {
    var headers = new LinkedHashMap<>(SecurityHeaders.ofPages());
    headers.put("Location", path);
    return new Answer(303, headers, List.of(), "", Optional.empty());
  }

  static Answer events(Live live) {
    var headers = new LinkedHashMap<>(SecurityHeaders.ofPages());
    headers.put("Content-Type", "text/event-stream");
    return new Answer(200, headers, List.of(), "", Optional.of(live));
  }

  Answer with(String cookie) {
    var more = new ArrayList<>(cookies);
    more.add(cookie);
    return new Answer(status, headers, List.copyOf(more), body, live);
  }

  public byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
