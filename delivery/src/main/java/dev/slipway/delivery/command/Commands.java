package dev.slipway.delivery.command;

import dev.slipway.catalog.Deployment;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.command.CommandExit;
import dev.slipway.protocol.command.CommandOutput;
import dev.slipway.protocol.command.CommandStarted;
import dev.slipway.runtime.contract.Exit;
import dev.slipway.runtime.contract.Instance;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceRuntime;
import dev.slipway.runtime.contract.InstanceStatus;
import dev.slipway.runtime.contract.Lifetime;
import dev.slipway.secrets.Mask;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands to their end for somebody who reads what they write. A command's supervisor lets it
 * outlive us; one that nobody reads any more is ended with all its children, whoever of the two
 * went away.
 */
public final class Commands implements AutoCloseable {
  static final String LABEL = "run";
  private static final System.Logger LOG = System.getLogger(Commands.class.getName());
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration USUAL = Duration.ofHours(1);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int MOST_WAITING = 10_000;

  /** So long a reader may be away: a control plane that is restarted is found again by then. */
  private static final Duration UNREAD = Duration.ofSeconds(20);

  private final Room room;
  private final InstanceRuntime runtime;
  private final InstantSource clock;
  private final Map<String, Instant> read = new ConcurrentHashMap<>();
  private final Map<String, Mask> masks = new ConcurrentHashMap<>();
  private final Thread janitor;

  public Commands(Room room, InstanceRuntime runtime, InstantSource clock) {
    this.room = room;
    this.runtime = runtime;
    this.clock = clock;
    this.janitor = Thread.ofVirtual().name("commands").unstarted(this::watch);
  }

  /** From now on commands without a reader are ended, those of an earlier control plane too. */
  public Commands begin() {
    janitor.start();
    return this;
  }

  public Room room() {
    return room;
  }

  /** What to run; {@link #follow} has to be called soon. */
  public record Order(Optional<String> service, String command, Optional<Duration> limit) {}

  public CommandStarted start(Deployment deployment, Order order) {
    var limit = order.limit().orElse(USUAL);
    if (limit.compareTo(LONGEST) > 0 || limit.isNegative() || limit.isZero()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7734",
              "a command runs for at least a second and at most a day",
              "what runs longer is a service of slipway.yaml, with kind: worker")
          .exception();
    }
    var prepared =
        room.prepare(
            deployment, order.service(), order.command(), new Lifetime.OneOff(limit), LABEL);
    var id = prepared.spec().id().value();
    read.put(id, clock.instant());
    masks.put(id, prepared.mask());
    runtime.start(prepared.spec());
    return new CommandStarted(id, prepared.release(), prepared.service());
  }

  /** Hides what the command must not show, as in an audit log. */
  public String hidden(CommandStarted started, String text) {
    return masks.getOrDefault(started.id(), Mask.NONE).hide(text);
  }

  /** Who reads; an IOException means that they are gone. */
  public interface Reader {
    void line(CommandOutput line) throws IOException;

    void nothing() throws IOException;

    void exit(CommandExit exit) throws IOException;
  }

  /**
   * Hands over every line after the given number, and how it ended; then it is forgotten.
   *
   * @param after 0 for all
   */
  public void follow(String target, String name, long after, Reader reader)
      throws IOException, InterruptedException {
    var id = find(target, name).id();
    // A control plane that did not start it doesn't know its secrets: they are looked up again.
    var mask = masks.computeIfAbsent(name, any -> maskOf(target, id));
    var queue = new LinkedBlockingQueue<String>(MOST_WAITING);
    var follower = Thread.ofVirtual().start(() -> read(id, queue));
    try {
      var number = 0L;
      while (follower.isAlive() || !queue.isEmpty()) {
        var line = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
          reader.nothing();
        } else if (++number > after) {
          reader.line(new CommandOutput(number, mask.hide(line)));
        }
        read.put(name, clock.instant());
      }
      var ended = runtime.awaitEnd(id, GRACE);
      reader.exit(exit(ended));
      forget(name);
    } finally {
      follower.interrupt();
    }
  }

  private void read(InstanceId id, LinkedBlockingQueue<String> queue) {
    try {
      runtime.output(id).follow(Integer.MAX_VALUE, LONGEST, line -> put(queue, line));
    } catch (InterruptedException nobodyReads) {
      Thread.currentThread().interrupt();
    }
  }

  private static void put(LinkedBlockingQueue<String> queue, String line) {
    try {
      queue.put(line);
    } catch (InterruptedException nobodyReads) {
      Thread.currentThread().interrupt();
    }
  }

  private Mask maskOf(String target, InstanceId id) {
    var labels = runtime.find(id).map(Instance::labels).orElse(Map.of());
    var parts = target.split("/", 2);
    var release = room.release(parts[0], parts[1], Optional.ofNullable(labels.get("of")));
    return room.prepare(
            release,
            Optional.ofNullable(labels.get("service")),
            "true",
            new Lifetime.OneOff(USUAL),
            LABEL)
        .mask();
  }

  private static CommandExit exit(Optional<Exit> ended) {
    return ended
        .map(exit -> new CommandExit(exit.code(), exit.cause() == Exit.Cause.OWN, exit.text()))
        .orElseGet(() -> new CommandExit(-1, false, "nobody saw how it ended"));
  }

  private Instance find(String target, String name) {
    return Optional.of(name)
        .filter(known -> known.matches("[a-z0-9][a-z0-9-]{0,98}[a-z0-9]"))
        .flatMap(known -> runtime.find(new InstanceId(known)))
        .filter(instance -> target.equals(instance.labels().get(LABEL)))
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-7735",
                        target + ": no command is called " + name,
                        "it has ended; what it wrote was told then")
                    .exception());
  }

  /** Refuses what is not there. */
  public void demand(String target, String name) {
    find(target, name);
  }

  /** Ends it with all its children; returns when nothing of it is left. */
  public void end(String target, String name) {
    var id = find(target, name).id();
    runtime.stop(id, GRACE);
    // Its reader is told how it ended; without a reader nobody asks for it any more.
    read.put(name, clock.instant().minus(UNREAD).plus(GRACE));
  }

  private void forget(String name) {
    runtime.remove(new InstanceId(name));
    read.remove(name);
    masks.remove(name);
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(LOOK);
        sweep();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "commands could not be looked at", e);
      }
    }
  }

  private void sweep() {
    var now = clock.instant();
    var all = commands();
    for (var name : all) {
      var last = read.computeIfAbsent(name, any -> now);
      if (Duration.between(last, now).compareTo(UNREAD) > 0) {
        runtime.stop(new InstanceId(name), GRACE);
        forget(name);
        LOG.log(System.Logger.Level.INFO, name + ": nobody reads it any more: ended");
      }
    }
    // What was asked to start is noted before it is there.
    read.entrySet()
        .removeIf(
            entry ->
                !all.contains(entry.getKey())
                    && Duration.between(entry.getValue(), now).compareTo(UNREAD) > 0);
  }

  private List<String> commands() {
    return runtime.list().stream()
        .filter(instance -> instance.labels().containsKey(LABEL))
        .filter(instance -> !(instance.status() instanceof InstanceStatus.Stopping))
        .map(instance -> instance.id().value())
        .toList();
  }

  @Override
  public void close() throws InterruptedException {
    janitor.interrupt();
    janitor.join(GRACE);
  }
}
