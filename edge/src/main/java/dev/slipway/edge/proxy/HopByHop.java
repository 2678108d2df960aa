package dev.slipway.edge.proxy;

import dev.slipway.edge.head.Characters;
import dev.slipway.edge.head.Field;
import dev.slipway.edge.head.HeaderLines;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Fields that the Connection field names: they, too, concern one connection only. */
final class HopByHop {
  private static final HopByHop NONE = new HopByHop(List.of());

  private static final List<String> USUAL = List.of("close", "keep-alive", "upgrade");

  /** What a client must not be able to drop by naming it. */
  private static final List<String> NEEDED =
      List.of("host", "content-length", "transfer-encoding", "cookie", "authorization");

  private final List<byte[]> names;

  private HopByHop(List<byte[]> names) {
    this.names = names;
  }

  static HopByHop named(HeaderLines lines) {
    var line = lines.line(Field.CONNECTION);
    if (line < 0 || lines.valueEnd(line) - lines.valueStart(line) <= "keep-alive".length()) {
      return NONE;
    }
    var value = lines.text(Field.CONNECTION);
    if (value == null) {
      return NONE;
    }
    var names =
        Arrays.stream(value.toLowerCase(Locale.ROOT).split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty() && !USUAL.contains(name) && !NEEDED.contains(name))
            .map(name -> name.getBytes(StandardCharsets.ISO_8859_1))
            .toList();
    return names.isEmpty() ? NONE : new HopByHop(names);
  }

  boolean drops(HeaderLines lines, int line) {
    for (var i = 0; i < names.size(); i++) {
      if (Characters.same(lines.bytes(), lines.start(line), lines.nameEnd(line), names.get(i))) {
        return true;
      }
    }
    return false;
  }
}
