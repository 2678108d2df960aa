package dev.slipway.build;

import dev.slipway.kit.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What to build.
 *
 * @param name whose caches are used, such as {@code ledger-web}: lower-case letters, digits,
 *     hyphens
 * @param command run by {@code /bin/sh} in the source's folder; empty when the source is the
 *     artefact
 * @param variables the build's environment, part of what is built
 * @param files variables that name a file that is handed in; its content counts, not its place
 */
public record BuildRequest(
    String name,
    Source source,
    Optional<String> command,
    Map<String, String> variables,
    Map<String, Path> files,
    BuildLimits limits) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,98}");

  public BuildRequest {
    if (!NAME.matcher(name).matches()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7107",
              "\"" + name + "\" can't be the name of a build",
              "use at most 99 lower-case letters, digits and hyphens")
          .exception();
    }
    variables = Map.copyOf(variables);
    files = Map.copyOf(files);
  }

  /** The same work has the same key, whoever asks for it and when. */
  String key(String sourceDigest) throws IOException {
    var text = new StringBuilder(sourceDigest).append('\n').append(command.orElse("")).append('\n');
    new TreeMap<>(variables)
        .forEach((variable, value) -> text.append(variable).append('=').append(value).append('\0'));
    for (var file : new TreeMap<>(files).entrySet()) {
      var digest = Digests.of(() -> Files.newInputStream(file.getValue()));
      text.append(file.getKey()).append('@').append(digest).append('\0');
    }
    text.append(System.getProperty("java.version")).append(System.getProperty("os.arch"));
    return Digests.of(text.toString());
  }

  @Override
  public String toString() {
    return "BuildRequest[" + name + ", " + source + "]";
  }
}
