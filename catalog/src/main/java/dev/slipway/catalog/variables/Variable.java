package dev.slipway.catalog.variables;

import dev.slipway.kit.Problem;
import java.util.regex.Pattern;

/** A name, for whom it is, and what it is set to. */
public record Variable(Holder holder, String name, Value value) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final int LONGEST_VALUE = 64 * 1024;

  public Variable {
    refuseUnlessName(name);
    var text =
        switch (value) {
          case Value.Plain plain -> plain.text();
          case Value.Secret secret -> secret.value().reveal();
          case Value.Reference reference -> reference.shown();
        };
    if (text.indexOf('\0') >= 0 || text.length() > LONGEST_VALUE) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7352",
              name
                  + ": no process can be given this value ("
                  + text.length()
                  + " characters"
                  + (text.indexOf('\0') >= 0 ? ", with a zero byte" : "")
                  + ")",
              "keep it under " + LONGEST_VALUE + " characters, without zero bytes; or use a file")
          .exception();
    }
  }

  static void refuseUnlessName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7351",
              "\"" + name + "\" is not the name of a variable",
              "use letters, digits and _, and begin with a letter: "
                  + name.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^(\\d)", "_$1"))
          .exception();
    }
  }
}
