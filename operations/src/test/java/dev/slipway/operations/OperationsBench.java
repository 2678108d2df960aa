package dev.slipway.operations;

import dev.slipway.operations.TestingType.Input;
import dev.slipway.operations.TestingType.Number;
import dev.slipway.operations.journal.Filter;
import dev.slipway.store.Store;
import java.nio.file.Files;
import java.time.Duration;
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

  public static void main(String[] arguments) throws Exception {
    var asked = BenchArguments.of(arguments);
    var folder = Files.createTempDirectory("slipway-operations");
    try (var postgres = new OwnPostgres(folder);
        var store = Store.open(postgres.address(), List.of(Operations.SCHEMA), 16)) {
      var type =
          TestingType.of(
              IntStream.rangeClosed(1, STEPS).mapToObj(Trivial::new).toArray(Trivial[]::new));
      var figures = new LinkedHashMap<String, Double>();
      try (var operations = new Operations(store, OperationTypes.of(type), InstantSource.system());
          var worker = new Worker(operations, WorkerSettings.named("bench")).start()) {
        batch(operations, type, CONCURRENT / 5);
        var rates = new ArrayList<Double>();
        var peers = new ArrayList<Double>();
        for (var round = 0; round < (asked.quick() ? 2 : 5); round++) {
          rates.add(batch(operations, type, CONCURRENT));
          peers.add(DbSchedulerPeer.stepsPerSecond(store, CONCURRENT, STEPS, "round-" + round));
        }
        figures.put("steps_per_second", middle(rates));
        figures.put("steps_vs_db_scheduler", middle(rates) / middle(peers));
        if (!asked.quick()) {
          figures.putAll(memory(operations, type));
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

  /** The heap after a collection, early and after 100,000 operations. */
  private static Map<String, Double> memory(Operations operations, TestingType type)
      throws Exception {
    var early = 0.0;
    for (var done = 0; done < 100 * CONCURRENT; done += CONCURRENT) {
      batch(operations, type, CONCURRENT);
      if (done == 10 * CONCURRENT) {
        early = heap();
      }
    }
    return Map.of("heap_mb", heap(), "heap_growth_mb", heap() - early);
  }

  private static double heap() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
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
