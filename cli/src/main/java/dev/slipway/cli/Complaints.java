package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.kit.Suggestion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Tells what went wrong in the one form that everything has: fact, hint, exit code. */
final class Complaints
    implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
  private final Terminal terminal;

  Complaints(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(CommandLine.ParameterException e, String[] arguments) {
    var line = e.getCommandLine();
    var verb = line.getCommandSpec().qualifiedName();
    tell(
        Problem.of(
            Problem.Kind.BAD_INPUT, "SLIP-9001", verb + ": " + fact(e), hint(e, line, verb)));
    return Problem.Kind.BAD_INPUT.exitCode();
  }

  private static String fact(CommandLine.ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      var word = unmatched.getUnmatched().getFirst();
      return unmatched.isUnknownOption()
          ? "there is no option " + word
          : "\"" + word + "\" isn't a verb or a value it takes";
    }
    return String.valueOf(e.getMessage());
  }

  private static String hint(CommandLine.ParameterException e, CommandLine line, String verb) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      var meant = Suggestion.nearest(unmatched.getUnmatched().getFirst(), known(line));
      if (meant.isPresent()) {
        return "did you mean " + meant.get() + "?";
      }
    }
    return verb + " --help shows what there is";
  }

  private static List<String> known(CommandLine line) {
    var words = new ArrayList<>(line.getSubcommands().keySet());
    line.getCommandSpec().options().forEach(option -> words.addAll(List.of(option.names())));
    return words;
  }

  @Override
  public int handleExecutionException(
      Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    return told(e);
  }

  /** Tells what a verb failed with; the exit code. */
  int told(Exception e) {
    if (e instanceof ProblemException known) {
      tell(known.problem());
      return known.problem().kind().exitCode();
    }
    var trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    tell(
        Problem.of(
            Problem.Kind.BUG,
            "SLIP-9002",
            "a fault in Slipway: " + e,
            "please report it with the lines below"));
    terminal.complain(trace.toString());
    return Problem.Kind.BUG.exitCode();
  }

  private void tell(Problem problem) {
    terminal.complain(
        terminal.bad("✖") + " " + problem.fact() + terminal.faint("  " + problem.code()));
    if (!problem.hint().isEmpty()) {
      terminal.complain("  Hint: " + problem.hint());
    }
  }
}
