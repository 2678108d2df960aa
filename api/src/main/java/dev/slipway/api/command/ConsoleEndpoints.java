package dev.slipway.api.command;

import dev.slipway.access.people.Permission;
import dev.slipway.api.Call;
import dev.slipway.api.Endpoint;
import dev.slipway.api.EventStream;
import dev.slipway.delivery.command.Consoles;
import dev.slipway.protocol.command.CommandEnded;
import dev.slipway.protocol.command.CommandExit;
import dev.slipway.protocol.command.CommandOutput;
import dev.slipway.protocol.command.CommandStarted;
import dev.slipway.protocol.command.ConsoleRequested;
import dev.slipway.protocol.command.ConsoleSize;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

/** Terminals: opened, typed into by one request and read by another, both as long as they last. */
public final class ConsoleEndpoints {
  private static final String CONSOLES = "/v1/apps/{app}/environments/{environment}/consoles";
  private static final String SHELL = "exec /bin/sh -i";
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;

  private final Consoles consoles;

  public ConsoleEndpoints(Consoles consoles) {
    this.consoles = consoles;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.post(
                CONSOLES,
                "Opens a terminal with a release's artefact and variables; it ends with its reader",
                ConsoleRequested.class,
                CommandStarted.class,
                this::open)
            .needs(Permission.RUN, "console.open"),
        Endpoint.get(
                CONSOLES + "/{id}/output",
                "What a terminal shows, in Base64, secrets hidden, and at last how it ended",
                EventStream.class,
                this::follow)
            .needs(Permission.RUN, "console.read"),
        Endpoint.post(
                CONSOLES + "/{id}/input",
                "Types the body's bytes into a terminal as they come, until the body ends",
                null,
                CommandEnded.class,
                this::type)
            .needs(Permission.RUN, "console.type"),
        Endpoint.put(
                CONSOLES + "/{id}/size",
                "Makes a terminal another size, as when its window was changed",
                ConsoleSize.class,
                ConsoleSize.class,
                this::resize)
            .needs(Permission.RUN, "console.resize"),
        Endpoint.delete(
                CONSOLES + "/{id}",
                "Ends a terminal with all that runs in it",
                CommandEnded.class,
                this::end)
            .needs(Permission.RUN, "console.end"));
  }

  private Object open(Call call) {
    var wanted = call.body(ConsoleRequested.class);
    var release =
        consoles.room().release(call.path("app"), call.path("environment"), wanted.release());
    var size = new Consoles.Size(wanted.columns().orElse(COLUMNS), wanted.rows().orElse(ROWS));
    var command = wanted.command().orElse(SHELL);
    var started = consoles.open(release, wanted.service(), command, size);
    call.concerns(started.service() + ": " + consoles.hidden(started, command));
    return started;
  }

  private Object follow(Call call) {
    var target = target(call);
    var id = call.path("id");
    consoles.demand(target, id);
    return (EventStream) sink -> consoles.follow(target, id, new ToSink(sink));
  }

  private Object type(Call call) throws IOException {
    var id = call.path("id");
    call.concerns(id);
    consoles.type(target(call), id, call.input());
    return new CommandEnded(id);
  }

  private Object resize(Call call) {
    var id = call.path("id");
    call.concerns(id);
    var size = call.body(ConsoleSize.class);
    consoles.resize(target(call), id, new Consoles.Size(size.columns(), size.rows()));
    return size;
  }

  private Object end(Call call) {
    var id = call.path("id");
    call.concerns(id);
    consoles.end(target(call), id);
    return new CommandEnded(id);
  }

  private static String target(Call call) {
    return call.path("app") + "/" + call.path("environment");
  }

  private static final class ToSink implements Consoles.Reader {
    private final EventStream.Sink sink;
    private long number;

    ToSink(EventStream.Sink sink) {
      this.sink = sink;
    }

    @Override
    public void bytes(byte[] some) throws IOException {
      number++;
      var text = Base64.getEncoder().encodeToString(some);
      sink.event(Long.toString(number), "output", new CommandOutput(number, text));
    }

    @Override
    public void nothing() throws IOException {
      sink.heartbeat();
    }

    @Override
    public void exit(CommandExit exit) throws IOException {
      sink.event("", "exit", exit);
    }
  }
}
