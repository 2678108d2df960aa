package dev.slipway.checks.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back. */
public final class Answer {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";\\s]+)");
  private static final int EXCERPT = 160;

  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] content;
  private final Duration took;

  /**
   * @param headers by lower-case name
   * @param took from the first byte sent to the last byte read
   */
  Answer(int status, Map<String, List<String>> headers, byte[] content, Duration took) {
    this.status = status;
    this.headers = headers;
    this.content = content;
    this.took = took;
  }

  public int status() {
    return status;
  }

  public Duration took() {
    return took;
  }

  public int size() {
    return content.length;
  }

  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  public List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The media type without its parameters, in lower case; empty text when there is none. */
  public String mediaType() {
    return header("Content-Type").orElse("").split(";")[0].strip().toLowerCase(Locale.ROOT);
  }

  public String text() {
    return new String(content, charset());
  }

  private Charset charset() {
    var match = CHARSET.matcher(header("Content-Type").orElse(""));
    try {
      return match.find() ? Charset.forName(match.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return StandardCharsets.UTF_8;
    }
  }

  /** Empty when the body is not JSON. */
  public Optional<JsonNode> json() {
    try {
      return content.length == 0 ? Optional.empty() : Optional.of(JSON.readTree(content));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  /** The beginning of the body on one line, for a person who wants to know what came instead. */
  public String excerpt() {
    var line = text().strip().replaceAll("\\s+", " ");
    return line.length() > EXCERPT ? line.substring(0, EXCERPT) + "…" : line;
  }
}
