package dev.slipway.server;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a form that a browser posts. */
record FormBody(Map<String, List<String>> fields) {
  static final FormBody NONE = new FormBody(Map.of());
  private static final int LONGEST = 1 << 20;
  private static final int MOST_FIELDS = 1000;
  private static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  static boolean isForm(ServerRequest request) {
    return request.headers().first(HeaderNames.CONTENT_TYPE).orElse("").startsWith(MEDIA_TYPE);
  }

  /** Empty when there is more than any form of ours has. */
  static Optional<FormBody> read(ServerRequest request) {
    if (!request.content().hasEntity()) {
      return Optional.of(NONE);
    }
    try {
      var bytes = request.content().inputStream().readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        return Optional.empty();
      }
      var pairs = new String(bytes, StandardCharsets.UTF_8).split("&", MOST_FIELDS + 1);
      return pairs.length > MOST_FIELDS ? Optional.empty() : Optional.of(parse(pairs));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FormBody parse(String[] pairs) {
    var fields = new LinkedHashMap<String, List<String>>();
    for (var pair : pairs) {
      var parts = pair.split("=", 2);
      fields
          .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
          .add(parts.length == 2 ? decoded(parts[1]) : "");
    }
    return new FormBody(Map.copyOf(fields));
  }

  /** What is malformed stays as it is: no field of ours has such a name or value. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }
}
