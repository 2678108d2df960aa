package dev.slipway.operations;

import dev.slipway.operations.TestingType.Input;
import dev.slipway.operations.TestingType.Number;
import dev.slipway.operations.journal.Filter;
import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationEvent;
import dev.slipway.store.Store;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** How fast and how lean; see {@code bench/operations --help}. */
public final class OperationsBench {
  private static final int STEPS = 10;
  private static final int CONCURRENT = 1_000;
  private static final List<Integer> HEAP_AT =
      List.of(10_000, 20_000, 50_000, 100_000, 150_000, 200_000);
  private static final int MILLION = 1_000_000;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private OperationsBench() {}

  /** Does nothing, so that only the engine and its records are measured. */
  private record Trivial(int number) implements Step<Input, Number> {
    @Override
    public String name() {
      return "Step-" + number;
    }

    @Override
    public Result<Number> perform(StepContext<Input> context) {
      return Result.done(new Number(number));
    }
  }

  /** A tree of processes, of which the last has left the session and the pipe. */
  private record Sleeps() implements Step<Input, Number> {
    private static final String SCRIPT = "setsid sh -c 'sleep 600' & echo begun; sleep 600";

    @Override
    public String name() {
      return "Sleeps";
    }

    @Override
    public Result<Number> perform(StepContext<Input> context) throws Exception {
      var process = context.start(new ProcessBuilder("sh", "-c", SCRIPT));
      process.inputReader().readLine();
      context.say("begun");
      return Result.done(new Number(process.waitFor()));
    }
  }

  private static TestingType type(String name, Step<Input, ?> step) {
    return new TestingType(name, 1, List.of(step), Optional.empty());
  }

  public static void main(String[] arguments) throws Exception {
    var asked = BenchArguments.of(arguments);
    var folder = Files.createTempDirectory("slipway-operations");
    try (var postgres = new OwnPostgres(folder);
        var store = Store.open(postgres.address(), List.of(Operations.SCHEMA), 16)) {
      var type =
          TestingType.of(
              IntStream.rangeClosed(1, STEPS).mapToObj(Trivial::new).toArray(Trivial[]::new));
      var brief = type("brief", new Trivial(1));
      var lasting = type("lasting", new Sleeps());
      var types = OperationTypes.of(type, brief, lasting);
      var figures = new LinkedHashMap<String, Double>();
      try (var operations = new Operations(store, types, InstantSource.system());
          var worker = new Worker(operations, WorkerSettings.named("bench")).start()) {
        if (asked.heapOnly()) {
          asked.tell(memory(operations, brief));
          return;
        }
        batch(operations, type, CONCURRENT / 5);
        var rates = new ArrayList<Double>();
        var peers = new ArrayList<Double>();
        for (var round = 0; round < (asked.quick() ? 2 : 5); round++) {
          rates.add(batch(operations, type, CONCURRENT));
          peers.add(DbSchedulerPeer.stepsPerSecond(store, CONCURRENT, STEPS, "round-" + round));
        }
        figures.put("steps_per_second", middle(rates));
        figures.put("steps_vs_db_scheduler", middle(rates) / middle(peers));
        figures.put("cancel_max_seconds", cancel(operations, lasting, asked.quick() ? 5 : 20));
        if (!asked.quick()) {
          figures.putAll(memory(operations, brief));
        }
      }
      figures.putAll(listing(store, type));
      asked.tell(figures);
    }
  }

  /** Submits so many at once, each to a target of its own, and waits for the last end. */
  private static double batch(Operations operations, TestingType type, int count) throws Exception {
    var start = System.nanoTime();
    var numbers = new ArrayList<Long>();
    for (var i = 0; i < count; i++) {
      numbers.add(
          operations.submit(
              type,
              new Input("app-" + i + "/production", "v1"),
              TestingOperations.ALICE,
              WhenBusy.QUEUE,
              Optional.empty()));
    }
    for (var number : numbers) {
      operations.awaitEnd(number, LIMIT);
    }
    return STEPS * count / ((System.nanoTime() - start) / 1e9);
  }

  /** The longest from a request to cancel to where all is killed and the undo begins. */
  private static double cancel(Operations operations, TestingType lasting, int times)
      throws Exception {
    var longest = 0.0;
    for (var i = 0; i < times; i++) {
      var input = new Input("cancelled/" + i, "v1");
      var number =
          operations.submit(
              lasting, input, TestingOperations.ALICE, WhenBusy.QUEUE, Optional.empty());
      await(operations, number, Happening.Said.class);
      var asked = Instant.now();
      operations.cancel(number, TestingOperations.ALICE);
      var effect = await(operations, number, Happening.CancelRequested.class);
      longest = Math.max(longest, Duration.between(asked, effect.at()).toMillis() / 1e3);
    }
    return longest;
  }

  private static OperationEvent await(
      Operations operations, long number, Class<? extends Happening> wanted) throws Exception {
    var last = 0L;
    while (true) {
      for (var event : operations.awaitEvents(number, last, LIMIT)) {
        last = event.number();
        if (wanted.isInstance(event.what())) {
          return event;
        }
      }
    }
  }

  /** The heap after collections, while 200,000 operations of one step come and go. */
  private static Map<String, Double> memory(Operations operations, TestingType brief)
      throws Exception {
    var figures = new LinkedHashMap<String, Double>();
    for (var done = CONCURRENT; done <= 200 * CONCURRENT; done += CONCURRENT) {
      batch(operations, brief, CONCURRENT);
      if (HEAP_AT.contains(done)) {
        figures.put("heap_mb_after_" + done, heap());
      }
    }
    figures.put(
        "heap_bytes_per_operation",
        1e6 * (figures.get("heap_mb_after_200000") - figures.get("heap_mb_after_100000")) / 1e5);
    return figures;
  }

  /** The least of some collections: one alone leaves what was only just let go. */
  private static double heap() {
    var least = Double.MAX_VALUE;
    for (var i = 0; i < 5; i++) {
      System.gc();
      least =
          Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6);
    }
    return least;
  }

  private static Map<String, Double> listing(Store store, TestingType type) throws Exception {
    fill(store);
    try (var operations = new Operations(store, OperationTypes.of(type), InstantSource.system())) {
      var newest = median(() -> operations.list(Filter.newest(50)));
      var target = median(() -> operations.list(Filter.newest(50).ofTarget("app-7/production")));
      return Map.of("list50_of_1m_ms", newest, "list50_of_1m_by_target_ms", target);
    }
  }

  private static double median(Runnable work) {
    var times = new ArrayList<Double>();
    for (var i = 0; i < 31; i++) {
      var start = System.nanoTime();
      work.run();
      times.add((System.nanoTime() - start) / 1e6);
    }
    return middle(times);
  }

  private static double middle(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }

  /**
   * A million finished operations; the indexes are made afterwards, which only makes it faster to
   * get there.
   */
  private static void fill(Store store) {
    store.transact(
        handle -> {
          var indexes =
              handle
                  .createQuery(
                      "SELECT indexdef FROM pg_indexes WHERE schemaname = 'operations' AND"
                          + " tablename = 'operation' AND indexname <> 'operation_pkey'")
                  .mapTo(String.class)
                  .list();
          for (var name :
              handle
                  .createQuery(
                      "SELECT indexname FROM pg_indexes WHERE schemaname = 'operations' AND"
                          + " tablename = 'operation' AND indexname <> 'operation_pkey'")
                  .mapTo(String.class)
                  .list()) {
            handle.execute("DROP INDEX operations." + name);
          }
          handle.execute(
              String.format(
                  Locale.ROOT,
                  """
                  INSERT INTO operations.operation (type, title, target, changing, plan_version,
                    code_version, plan, input, who, came_from, why, state, step, outcome,
                    requested_at, began_at, ended_at)
                  SELECT 'deploy', 'v' || n, 'app-' || n %% 100 || '/production', true, 1, 1, '[]',
                    '{}', 'alice', 'cli', '', 'succeeded', 'Finish', 'succeeded after 10.0 s',
                    now(), now(), now()
                  FROM generate_series(1, %d) AS n""",
                  MILLION));
          indexes.forEach(handle::execute);
          return 0;
        });
    store.read(handle -> handle.execute("ANALYZE operations.operation"));
  }
}
