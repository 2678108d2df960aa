package dev.slipway.runtime.process;

import dev.slipway.kit.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Text that a shell reads back as it was. */
final class ShellWords {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What Linux takes as one string of an environment (MAX_ARG_STRLEN), less a little. */
  private static final int LARGEST = 130_000;

  private ShellWords() {}

  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  static String assignment(String name, String value) {
    return name + "=" + quoted(value) + "\n";
  }

  /** The commands that make these variables the environment. */
  static String exports(Map<String, String> environment) {
    var text = new StringBuilder();
    new TreeMap<>(environment)
        .forEach((name, value) -> text.append("export ").append(one(name, value)));
    var size = text.toString().getBytes(StandardCharsets.UTF_8).length;
    if (size > LARGEST) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7003",
              "the environment has " + size + " bytes, and processes take " + LARGEST,
              "hand large values over in files")
          .exception();
    }
    return text.toString();
  }

  private static String one(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7004",
              "\"" + name + "\" can't be the name of a variable",
              "use letters, digits and underscores, and no digit first")
          .exception();
    }
    if (value.indexOf('\0') >= 0) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7004",
              name + " has a zero byte, which no environment can carry",
              "encode the value, for instance as base64")
          .exception();
    }
    return assignment(name, value);
  }
}
