package dev.slipway.cli;

import dev.slipway.protocol.Json;
import dev.slipway.protocol.command.CommandExit;
import dev.slipway.protocol.command.CommandOutput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what a command writes from a stream of server-sent events. */
final class CommandEvents implements AutoCloseable {
  private static final String EVENT = "event: ";
  private static final String DATA = "data: ";

  private final BufferedReader reader;

  CommandEvents(InputStream stream) {
    this.reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** How it ended; empty when the stream ended before. */
  Optional<CommandExit> read(Consumer<CommandOutput> output) throws IOException {
    var event = "";
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith(EVENT)) {
        event = line.substring(EVENT.length());
      } else if (line.startsWith(DATA)) {
        var data = line.substring(DATA.length());
        if (event.equals("exit")) {
          return Optional.of(Json.read(data, CommandExit.class));
        }
        output.accept(Json.read(data, CommandOutput.class));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
