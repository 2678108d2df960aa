package dev.slipway.cli;

import dev.slipway.protocol.Json;
import dev.slipway.protocol.operation.OperationEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads an operation's events from a stream of server-sent events. */
final class OperationEvents implements AutoCloseable {
  private static final String DATA = "data: ";

  private final BufferedReader reader;

  OperationEvents(InputStream stream) {
    this.reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** The next event; empty when the stream has ended. */
  Optional<OperationEvent> next() throws IOException {
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith(DATA)) {
        return Optional.of(Json.read(line.substring(DATA.length()), OperationEvent.class));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
