package dev.slipway.delivery.instances;

import dev.slipway.catalog.Deployment;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the instances of a release wrote: each writes to a file of its own, without us. */
public record ReleaseOutput(InstanceRuntime runtime, ReleaseInstances instances) {
  private static final int MOST_WAITING = 10_000;

  /** One line of one instance. */
  public record Line(String instance, String text) {}

  /** The instances of the release, or of one of its services, that are there. */
  public List<String> of(Deployment deployment, Optional<String> service) {
    return instances.of(deployment).stream()
        .filter(one -> service.map(name -> name.equals(one.labels().get("service"))).orElse(true))
        .map(one -> one.id().value())
        .toList();
  }

  /** The last lines of each, one instance after the other. */
  public List<Line> last(List<String> names, int lines) {
    var all = new ArrayList<Line>();
    for (var name : names) {
      runtime
          .output(new InstanceId(name))
          .last(lines)
          .forEach(text -> all.add(new Line(name, text)));
    }
    return all;
  }

  /** Follows all of them at once; close it when nobody reads any more. */
  public Following follow(List<String> names, int lines) {
    var queue = new LinkedBlockingQueue<Line>(MOST_WAITING);
    var threads =
        names.stream()
            .map(name -> Thread.ofVirtual().start(() -> read(name, lines, queue)))
            .toList();
    return new Following(queue, threads);
  }

  private void read(String name, int lines, BlockingQueue<Line> queue) {
    try {
      runtime
          .output(new InstanceId(name))
          .follow(lines, Duration.ofDays(1), text -> put(queue, new Line(name, text)));
    } catch (InterruptedException nobodyReads) {
      Thread.currentThread().interrupt();
    }
  }

  /** A reader that is slower than the application makes its follower wait, not the application. */
  private static void put(BlockingQueue<Line> queue, Line line) {
    try {
      queue.put(line);
    } catch (InterruptedException nobodyReads) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lines as they come. */
  public static final class Following implements AutoCloseable {
    private final BlockingQueue<Line> queue;
    private final List<Thread> threads;

    Following(BlockingQueue<Line> queue, List<Thread> threads) {
      this.queue = queue;
      this.threads = threads;
    }

    /** The next line, if one comes within the limit. */
    public Optional<Line> next(Duration limit) throws InterruptedException {
      return Optional.ofNullable(queue.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Every instance has ended, and all that it wrote was read. */
    public boolean isOver() {
      return queue.isEmpty() && threads.stream().noneMatch(Thread::isAlive);
    }

    @Override
    public void close() {
      threads.forEach(Thread::interrupt);
    }
  }
}
