package dev.slipway.postmaster;

import dev.slipway.kit.StateFile;
import dev.slipway.kit.UnprivilegedUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings that Slipway gives, in a file of their own that postgresql.conf includes. */
record SettingsFile(Path file, Optional<UnprivilegedUser> user) {
  private static final String NAME = "slipway.conf";

  static SettingsFile in(Path dataDirectory, Optional<UnprivilegedUser> user) {
    return new SettingsFile(dataDirectory.resolve(NAME), user);
  }

  /** Has a new data directory read it; what stands later in postgresql.conf wins. */
  static void include(Path dataDirectory) throws IOException {
    var main = dataDirectory.resolve("postgresql.conf");
    Files.writeString(main, Files.readString(main) + "\ninclude_if_exists = '" + NAME + "'\n");
  }

  /** The port of the last start; 0 when there was none. */
  int port() throws IOException {
    var port = Pattern.compile("(?m)^port = '(\\d+)'$");
    var found = port.matcher(new StateFile(file).read().orElse(""));
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  void write(Map<String, String> settings) throws IOException {
    var text = new StringBuilder("# Written by Slipway at each start.\n");
    settings.forEach(
        (name, value) ->
            text.append(name)
                .append(" = '")
                .append(value.replace("\\", "\\\\").replace("'", "''"))
                .append("'\n"));
    new StateFile(file).write(text.toString());
    if (user.isPresent()) {
      user.get().own(file);
    }
  }
}
