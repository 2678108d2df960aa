package dev.slipway.manifest.init;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a build puts the tools that the application's commands call. Procfiles and their like take
 * for granted that they are found; in a virtual environment they have to be looked for.
 *
 * @param prefix what stands before a command: ".venv/bin/", "uv run ", or nothing
 * @param workspace the folder above that is installed and built as a whole, if there is one
 */
record Tools(String prefix, Optional<String> workspace) {
  static final Tools FOUND = new Tools("", Optional.empty());

  private static final Pattern PYTHON =
      Pattern.compile(
          "(?:python3?|gunicorn|uvicorn|celery|flask|django-admin|daphne|hypercorn|alembic|fastapi"
              + "|waitress-serve|streamlit|rq|dramatiq|honcho|pytest)\\b.*",
          Pattern.DOTALL);

  /** A command as it has to be called. */
  String calling(String command) {
    if (prefix.isEmpty() || command.contains("venv") || command.startsWith(prefix)) {
      return command;
    }
    if (PYTHON.matcher(command).matches() && !command.matches("(?s).*[;|&].*")) {
      return prefix + command;
    }
    return prefix.equals(".venv/bin/") ? ". .venv/bin/activate && " + command : command;
  }

  /** A build that installs for the whole machine, kept to the application's own folder. */
  String building(String command) {
    return prefix.equals(".venv/bin/")
            && command.matches("(?s).*\\bpip3? install\\b.*")
            && !command.contains("venv")
        ? "python3 -m venv .venv && . .venv/bin/activate && " + command
        : command;
  }

  /** A command for where another build has put the tools, such as in an image. */
  String bare(String command) {
    return command.startsWith(prefix) ? command.substring(prefix.length()) : command;
  }
}
