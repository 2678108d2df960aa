package dev.slipway.migration.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A tool that knows its own migrations: {@code npx prisma migrate deploy}, {@code python manage.py
 * migrate}. It is given the database's address in its environment and watched from the server's
 * side.
 */
public record ToolCommand(List<String> command, Path directory, Map<String, String> environment)
    implements MigrationSource {
  public ToolCommand {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
