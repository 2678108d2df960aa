package dev.slipway.api;

import dev.slipway.protocol.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes an event stream in the format that browsers read. */
final class ServerSentEvents {
  private ServerSentEvents() {}

  static void write(EventStream stream, ServerResponse answer) throws InterruptedException {
    answer.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
    answer.header(HeaderNames.CACHE_CONTROL, "no-store");
    try (var output = answer.outputStream()) {
      output.flush();
      stream.writeTo(new Sink(output));
    } catch (IOException | java.io.UncheckedIOException clientLeft) {
      // Nobody is there to be told.
    }
  }

  private record Sink(OutputStream output) implements EventStream.Sink {
    @Override
    public void event(String id, String name, Object data) throws IOException {
      send("id: " + id + "\nevent: " + name + "\ndata: " + Json.write(data) + "\n\n");
    }

    @Override
    public void heartbeat() throws IOException {
      send(": still here\n\n");
    }

    private void send(String text) throws IOException {
      output.write(text.getBytes(StandardCharsets.UTF_8));
      output.flush();
    }
  }
}
