package dev.slipway.edge.proxy;

import dev.slipway.edge.head.Field;
import dev.slipway.edge.head.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads Accept-Encoding. There are few different values in the world, so each is read once. */
final class AcceptEncoding {
  private static final Set<String> KNOWN = Set.of("br", "zstd", "gzip");
  private static final int MOST_REMEMBERED = 256;
  private static final ConcurrentHashMap<String, Set<String>> READ = new ConcurrentHashMap<>();

  private AcceptEncoding() {}

  static Set<String> of(RequestHead request) {
    var lines = request.lines();
    var line = lines.line(Field.ACCEPT_ENCODING);
    if (line < 0) {
      return Set.of();
    }
    var value =
        new String(
            lines.bytes(),
            lines.valueStart(line),
            lines.valueEnd(line) - lines.valueStart(line),
            StandardCharsets.ISO_8859_1);
    var known = READ.get(value);
    if (known != null) {
      return known;
    }
    var read = read(value);
    if (READ.size() < MOST_REMEMBERED) {
      READ.put(value, read);
    }
    return read;
  }

  private static Set<String> read(String value) {
    var accepted = new HashSet<String>();
    for (var part : value.toLowerCase(Locale.ROOT).split(",", -1)) {
      var semicolon = part.indexOf(';');
      var name = (semicolon < 0 ? part : part.substring(0, semicolon)).strip();
      var weight = semicolon < 0 ? "" : part.substring(semicolon + 1).replace(" ", "");
      if (KNOWN.contains(name) && !weight.matches("q=0(\\.0*)?")) {
        accepted.add(name);
      }
    }
    return Set.copyOf(accepted);
  }
}
