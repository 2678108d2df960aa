package dev.slipway.delivery.command;

import dev.slipway.catalog.Deployment;
import dev.slipway.kit.Problem;
import dev.slipway.kit.Rounds;
import dev.slipway.protocol.command.CommandExit;
import dev.slipway.protocol.command.CommandStarted;
import dev.slipway.runtime.contract.Console;
import dev.slipway.runtime.contract.InstanceRuntime;
import dev.slipway.runtime.contract.Lifetime;
import dev.slipway.secrets.Mask;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Terminals in which a person works in an environment. One ends with whoever reads it, and with the
 * control plane.
 */
public final class Consoles implements AutoCloseable {
  private static final String LABEL = "console";
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** One that is opened and then not read was opened by somebody who is gone. */
  private static final Duration UNREAD = Duration.ofSeconds(15);

  private static final Duration LAST_WORDS = Duration.ofSeconds(5);
  private static final int MOST_WAITING = 1_000;
  private static final int PIECE = 8 << 10;
  private static final byte[] END = new byte[0];

  private final Room room;
  private final InstanceRuntime runtime;
  private final InstantSource clock;
  private final Map<String, Open> open = new ConcurrentHashMap<>();
  private final Rounds rounds = new Rounds("consoles", LOOK, this::sweep);

  private record Open(String target, Console console, Mask mask, Instant since, Reading reading) {}

  /** Whether somebody reads it, or has read it: a terminal is read once. */
  private static final class Reading {
    private boolean begun;

    synchronized boolean begin() {
      var first = !begun;
      begun = true;
      return first;
    }

    synchronized boolean hasBegun() {
      return begun;
    }
  }

  public Consoles(Room room, InstanceRuntime runtime, InstantSource clock) {
    this.room = room;
    this.runtime = runtime;
    this.clock = clock;
  }

  /** From now on consoles that nobody came to read are ended. */
  public Consoles begin() {
    rounds.start();
    return this;
  }

  public Room room() {
    return room;
  }

  /** How large the terminal is. */
  public record Size(int columns, int rows) {
    private static final int MOST = 1_000;

    public Size {
      if (columns < 1 || rows < 1 || columns > MOST || rows > MOST) {
        throw Problem.of(
                Problem.Kind.BAD_INPUT,
                "SLIP-7736",
                "a terminal of " + columns + " × " + rows + " characters can't be",
                "at least 1 and at most " + MOST + " each way")
            .exception();
      }
    }
  }

  public CommandStarted open(
      Deployment deployment, Optional<String> service, String command, Size size) {
    var sized = "stty cols " + size.columns() + " rows " + size.rows() + " 2>/dev/null; " + command;
    var prepared = room.prepare(deployment, service, sized, Lifetime.Service.USUAL, LABEL);
    var id = prepared.spec().id().value();
    var console = runtime.console(prepared.spec());
    open.put(
        id,
        new Open(deployment.target(), console, prepared.mask(), clock.instant(), new Reading()));
    return new CommandStarted(id, prepared.release(), prepared.service());
  }

  private void sweep() {
    var now = clock.instant();
    open.forEach(
        (id, one) -> {
          if (!one.reading().hasBegun()
              && Duration.between(one.since(), now).compareTo(UNREAD) > 0
              && one.reading().begin()) {
            close(id, one);
          }
        });
  }

  /** Who reads; an IOException means that they are gone. */
  public interface Reader {
    void bytes(byte[] some) throws IOException;

    void nothing() throws IOException;

    void exit(CommandExit exit) throws IOException;
  }

  /** Hands over what it writes until it ends, or its reader is gone; then it is over. */
  @SuppressWarnings("ReferenceEquality") // the end is this very array, whatever pieces look like
  public void follow(String target, String id, Reader reader)
      throws IOException, InterruptedException {
    var one = find(target, id);
    if (!one.reading().begin()) {
      throw unknown(target, id);
    }
    var queue = new LinkedBlockingQueue<byte[]>(MOST_WAITING);
    var from = Thread.ofVirtual().start(() -> read(one.console().output(), queue));
    try (var masked = one.mask().over(new Pieces(reader))) {
      while (true) {
        var piece = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (piece == END) {
          break;
        } else if (piece == null) {
          reader.nothing();
        } else {
          masked.write(piece);
          masked.flush();
        }
      }
      masked.close();
      var code = one.console().await(LAST_WORDS);
      reader.exit(
          code.isPresent()
              ? new CommandExit(code.getAsInt(), true, "exit code " + code.getAsInt())
              : new CommandExit(-1, false, "nobody saw how it ended"));
    } finally {
      from.interrupt();
      close(id, one);
    }
  }

  private static void read(InputStream from, LinkedBlockingQueue<byte[]> queue) {
    try {
      try {
        var buffer = new byte[PIECE];
        for (var length = from.read(buffer); length >= 0; length = from.read(buffer)) {
          queue.put(java.util.Arrays.copyOf(buffer, length));
        }
      } catch (IOException ended) {
        // A terminal whose command has ended is read to its end.
      }
      queue.put(END);
    } catch (InterruptedException nobodyReads) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Pieces extends OutputStream {
    private final Reader reader;

    Pieces(Reader reader) {
      this.reader = reader;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (length > 0) {
        reader.bytes(java.util.Arrays.copyOfRange(bytes, from, from + length));
      }
    }
  }

  /** Types what comes, until there is no more: then the terminal is told that its input ended. */
  public void type(String target, String id, InputStream typed) throws IOException {
    try (var input = find(target, id).console().input()) {
      var buffer = new byte[PIECE];
      for (var length = typed.read(buffer); length >= 0; length = typed.read(buffer)) {
        input.write(buffer, 0, length);
        input.flush();
      }
    }
  }

  /** Whoever looks at it has made its window another size. */
  public void resize(String target, String id, Size size) {
    find(target, id).console().resize(size.columns(), size.rows());
  }

  /** Refuses what is not there. */
  public void demand(String target, String id) {
    find(target, id);
  }

  /** Hides what the command must not show, as in an audit log. */
  public String hidden(CommandStarted started, String text) {
    var one = open.get(started.id());
    return one == null ? text : one.mask().hide(text);
  }

  /** Ends it with all its children. */
  public void end(String target, String id) {
    close(id, find(target, id));
  }

  private void close(String id, Open one) {
    one.console().close();
    open.remove(id);
  }

  private Open find(String target, String id) {
    return Optional.ofNullable(open.get(id))
        .filter(one -> one.target().equals(target))
        .orElseThrow(() -> unknown(target, id));
  }

  private static RuntimeException unknown(String target, String id) {
    return Problem.of(
            Problem.Kind.NOT_FOUND,
            "SLIP-7737",
            target + ": no console is called " + id,
            "it has ended, or is read already; open another: slipway console "
                + target.replace('/', ' '))
        .exception();
  }

  @Override
  public void close() {
    rounds.close();
    open.forEach(this::close);
  }
}
