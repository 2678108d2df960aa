package dev.slipway.api.command;

import dev.slipway.access.people.Permission;
import dev.slipway.api.Call;
import dev.slipway.api.Endpoint;
import dev.slipway.api.EventStream;
import dev.slipway.api.Query;
import dev.slipway.delivery.command.Commands;
import dev.slipway.protocol.command.CommandEnded;
import dev.slipway.protocol.command.CommandExit;
import dev.slipway.protocol.command.CommandOutput;
import dev.slipway.protocol.command.CommandRequested;
import dev.slipway.protocol.command.CommandStarted;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One-off commands: started, read until they end, ended before. */
public final class CommandEndpoints {
  private static final String COMMANDS = "/v1/apps/{app}/environments/{environment}/commands";

  private final Commands commands;

  public CommandEndpoints(Commands commands) {
    this.commands = commands;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.post(
                COMMANDS,
                "Runs a command with a release's artefact and variables; whoever starts it reads"
                    + " its output, without a reader it is ended",
                CommandRequested.class,
                CommandStarted.class,
                this::start)
            .needs(Permission.RUN, "command.run"),
        Endpoint.get(
                COMMANDS + "/{id}/output",
                "What a command writes, line by line after the query's number, secrets hidden, and"
                    + " at last how it ended",
                EventStream.class,
                this::follow)
            .needs(Permission.RUN, "command.read")
            .asks(
                Query.number(
                    "after", "what came after this number", new Query.Whole(0, 0, Long.MAX_VALUE))),
        Endpoint.delete(
                COMMANDS + "/{id}",
                "Ends a command with all its children; answers when nothing of it is left",
                CommandEnded.class,
                this::end)
            .needs(Permission.RUN, "command.end"));
  }

  private Object start(Call call) {
    var wanted = call.body(CommandRequested.class);
    var release =
        commands.room().release(call.path("app"), call.path("environment"), wanted.release());
    var limit = wanted.limitSeconds().map(CommandEndpoints::limit);
    var order = new Commands.Order(wanted.service(), wanted.command(), limit);
    var started = commands.start(release, order);
    call.concerns(started.service() + ": " + commands.hidden(started, wanted.command()));
    return started;
  }

  /** More seconds than there can be are told as too many, and not as a fault. */
  private static Duration limit(long seconds) {
    return Duration.ofSeconds(Math.clamp(seconds, -1, Integer.MAX_VALUE));
  }

  private Object follow(Call call) {
    var target = target(call);
    var id = call.path("id");
    var after = call.number("after");
    commands.demand(target, id);
    return (EventStream) sink -> commands.follow(target, id, after, new ToSink(sink));
  }

  private Object end(Call call) {
    var id = call.path("id");
    call.concerns(id);
    commands.end(target(call), id);
    return new CommandEnded(id);
  }

  private static String target(Call call) {
    return call.path("app") + "/" + call.path("environment");
  }

  private record ToSink(EventStream.Sink sink) implements Commands.Reader {
    @Override
    public void line(CommandOutput line) throws IOException {
      sink.event(Long.toString(line.number()), "output", line);
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
