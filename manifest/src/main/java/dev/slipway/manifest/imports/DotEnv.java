package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;
import java.util.regex.Pattern;

/** .env.example: the variables that the application wants. */
final class DotEnv implements Importer {
  private static final Pattern LINE =
      Pattern.compile("^\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(.*?)\\s*$");

  @Override
  public boolean reads(String fileName) {
    return fileName.matches(
        "\\.?env(?:\\.[a-z]+)?\\.(?:example|sample|template|dist|default|defaults)|\\.env-(?:example|sample)|example\\.env");
  }

  @Override
  public String kind() {
    return "env";
  }

  @Override
  public void read(String text, Import into) {
    var variables = new VariableImport(into);
    var lines = Lines.of(text);
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      var match = LINE.matcher(line);
      var node = Lines.value(i + 1, 1, "", line);
      if (!match.matches()) {
        into.note(node, "not a variable: NAME=value was expected");
        continue;
      }
      variable(match.group(1), unquoted(match.group(2)), node, into, variables);
    }
  }

  private static void variable(
      String name, String value, Node node, Import into, VariableImport variables) {
    if (Values.isDatabaseAtHome(value) && into.draft().names("databases").isEmpty()) {
      into.draft().open("databases", "main");
    }
    if (Values.isRedisAtHome(value) && into.draft().names("redis").isEmpty()) {
      into.draft().open("redis", "cache");
    }
    var databases = into.draft().names("databases");
    var isGiven =
        databases.stream()
            .anyMatch(
                database ->
                    into.draft()
                            .text("databases", database, "variable")
                            .orElse("DATABASE_URL")
                            .equals(name)
                        || into.draft()
                            .text("databases", database, "direct-variable")
                            .filter(name::equals)
                            .isPresent());
    var isRedis = !into.draft().names("redis").isEmpty() && name.equals("REDIS_URL");
    var path = new String[] {"services", into.service(), "env"};
    if (isGiven || isRedis) {
      into.carried(node, isRedis ? "redis" : "databases");
    } else if (into.draft().has("services", into.service(), "env", name)) {
      into.carried(node, "services", into.service(), "env", name);
    } else if (value.isEmpty()
        || value.matches("(?i)<.*>|your[-_ ].*|change.?me.*|xxx+|\\.\\.\\.|todo|secret")) {
      variables.secret(node, name, path);
    } else if (Values.isDatabaseAtHome(value) && databases.size() == 1) {
      address(node, name, value, databases.getFirst(), into, path);
    } else if (Values.isRedisAtHome(value) && into.draft().names("redis").size() == 1) {
      address(node, name, value, into.draft().names("redis").getFirst(), into, path);
    } else if (value.contains("$")) {
      variables.interpolated(node, name, value, path);
    } else {
      variables.literal(node, name, value, path);
    }
  }

  /** The developer's own server stands for the one that Slipway runs. */
  private static void address(
      Node node, String name, String value, String server, Import into, String... path) {
    new VariableImport(into).literal(node, name, Values.withHost(value, server), path);
  }

  private static String unquoted(String value) {
    if (value.length() >= 2 && (value.startsWith("\"") || value.startsWith("'"))) {
      var end = value.indexOf(value.charAt(0), 1);
      return end > 0 ? value.substring(1, end) : value;
    }
    return value.replaceFirst("(?:^|\\s)#.*$", "").strip();
  }
}
