package dev.slipway.cli;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * Where the command line speaks: colours and moving lines only to a person's terminal, plain lines
 * to anything else.
 */
public final class Terminal {
  private static final int USUAL_WIDTH = 80;
  private static final int LEAST_WIDTH = 20;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean interactive;
  private final boolean coloured;

  Terminal(PrintWriter out, PrintWriter err, boolean interactive, boolean coloured) {
    this.out = out;
    this.err = err;
    this.interactive = interactive;
    this.coloured = coloured;
  }

  static Terminal ofThisProcess() {
    var environment = System.getenv();
    var interactive = isTerminal(environment);
    return new Terminal(
        writer(new FileOutputStream(FileDescriptor.out)),
        writer(new FileOutputStream(FileDescriptor.err)),
        interactive,
        interactive && environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  /** The launcher looks before the JVM starts, because only the shell can tell cheaply. */
  private static boolean isTerminal(Map<String, String> environment) {
    return "1".equals(environment.get("SLIPWAY_TERMINAL"))
        && !"dumb".equals(environment.get("TERM"));
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  Ansi ansi() {
    return coloured ? Ansi.ON : Ansi.OFF;
  }

  boolean isInteractive() {
    return interactive;
  }

  /** How many characters fit into a line of the terminal that this process has. */
  static int width() {
    try {
      var asked =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var words = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      var columns = Integer.parseInt(words.substring(words.indexOf(' ') + 1));
      return columns >= LEAST_WIDTH ? columns : USUAL_WIDTH;
    } catch (IOException | NumberFormatException unknown) {
      return USUAL_WIDTH;
    }
  }

  void line(String text) {
    out.println(text);
  }

  void complain(String text) {
    err.println(text);
  }

  String strong(String text) {
    return styled("1", text);
  }

  String faint(String text) {
    return styled("2", text);
  }

  String good(String text) {
    return styled("32", text);
  }

  String bad(String text) {
    return styled("31", text);
  }

  String caution(String text) {
    return styled("33", text);
  }

  private String styled(String code, String text) {
    return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /** Shows a line that the next one replaces; says nothing when nobody watches. */
  void passing(String text) {
    if (interactive) {
      out.print("\r\u001b[K" + text);
      out.flush();
    }
  }

  /** Ends a passing line with the words that stay. */
  void lasting(String text) {
    out.println(interactive ? "\r\u001b[K" + text : text);
  }
}
