package dev.slipway.web.site;

import com.sun.management.OperatingSystemMXBean;
import dev.slipway.access.Access;
import dev.slipway.access.AccessSchema;
import dev.slipway.access.session.SessionLimits;
import dev.slipway.access.session.Visitor;
import dev.slipway.access.testing.TestingSeal;
import dev.slipway.catalog.Apps;
import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Deployments;
import dev.slipway.operations.Nothing;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.OperationTypes;
import dev.slipway.operations.Operations;
import dev.slipway.operations.Result;
import dev.slipway.operations.Step;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.WhenBusy;
import dev.slipway.operations.Worker;
import dev.slipway.operations.WorkerSettings;
import dev.slipway.protocol.operation.Request;
import dev.slipway.store.testing.TestingStore;
import dev.slipway.web.Assets;
import dev.slipway.web.figures.Hour;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long the server takes for a page, and how heavy it is, with 100 applications of 5
 * environments of 1,000 deployments each; and what 200 tabs that watch one operation cost.
 */
final class DashboardBench {
  private static final int APPS = 100;
  private static final int DEPLOYMENTS = 1_000;
  private static final int TABS = 200;
  private static final InstantSource CLOCK = InstantSource.system();

  private final Site site;
  private final Map<String, String> cookies;
  private final int rounds;

  private DashboardBench(Site site, Map<String, String> cookies, int rounds) {
    this.site = site;
    this.cookies = cookies;
    this.rounds = rounds;
  }

  public static void main(String[] arguments) throws Exception {
    var quick = List.of(arguments).contains("--quick");
    var figures = new LinkedHashMap<String, Double>();
    var type = new Talk(quick ? 50 : 200);
    try (var testing = TestingStore.fresh(AccessSchema.SCHEMA, Catalog.SCHEMA, Operations.SCHEMA);
        var operations = new Operations(testing.store(), OperationTypes.of(type), CLOCK);
        var _ = new Worker(operations, WorkerSettings.named("bench")).start()) {
      fill(testing);
      var access = new Access(testing.store(), CLOCK, new TestingSeal(), SessionLimits.DEFAULT);
      var rooms =
          new Rooms(
              access,
              new Apps(testing.store(), CLOCK),
              new Deployments(testing.store(), CLOCK),
              operations,
              new Measured(),
              CLOCK);
      var visitor = new Visitor("127.0.0.1", "bench");
      var session = access.signIn().withOwnerLink(access.signIn().ownerLink(), visitor);
      var cookie = Map.of("session", session.fresh().orElseThrow().text());
      var bench = new DashboardBench(new Site(rooms, new Assets()), cookie, quick ? 100 : 400);
      bench.page(figures, "home", "/");
      bench.page(figures, "pipeline", "/app-042");
      bench.page(figures, "environment", "/app-042/production");
      bench.page(figures, "deployment", "/app-042/production/v1000");
      bench.page(figures, "operations", "/-/operations");
      bench.page(figures, "audit", "/-/audit");
      var request = new Request("bench", "bench", "");
      var number =
          operations.submit(type, new Input("app-042/production"), request, WhenBusy.QUEUE);
      bench.tabs(figures, "/-/operations/" + number + "/events");
    }
    tell(figures, arguments);
  }

  private static void fill(TestingStore testing) {
    testing
        .store()
        .transact(
            handle -> {
              handle.execute(
                  "INSERT INTO catalog.app SELECT 'app-' || lpad(a::text, 3, '0'), '/srv/' || a,"
                      + " now() FROM generate_series(1, "
                      + APPS
                      + ") a");
              return handle.execute(
                  """
                  INSERT INTO catalog.deployment (app, environment, number, release, kind, state,
                    title, asked_by, asked_at, serving_since)
                  SELECT name, e, n, n, 'deploy',
                    CASE WHEN n = %1$d THEN 'serving' WHEN n %% 17 = 0 THEN 'failed'
                      ELSE 'superseded' END,
                    'deploy from /srv/app', 'ada', now() - (%1$d - n) * interval '1 hour',
                    now() - (%1$d - n) * interval '1 hour'
                  FROM catalog.app,
                    unnest(ARRAY['development', 'test', 'qa', 'staging', 'production']) e,
                    generate_series(1, %1$d) n"""
                      .formatted(DEPLOYMENTS));
            });
    testing.store().jdbi().useHandle(handle -> handle.execute("ANALYZE"));
  }

  private Ask ask(String path) {
    var origin =
        new Ask.Origin(new Visitor("127.0.0.1", "bench"), "http://127.0.0.1", Ask.Part.WHOLE);
    return new Ask("GET", path, Map.of(), Map.of(), cookies, origin);
  }

  private void page(Map<String, Double> figures, String name, String path) {
    var times = new double[rounds];
    var bytes = 0;
    for (var i = -rounds / 2; i < rounds; i++) {
      var begin = System.nanoTime();
      var answer = site.answer(ask(path));
      bytes = answer.bytes().length;
      if (answer.status() != 200) {
        throw new IllegalStateException(path + " answered " + answer.status());
      }
      if (i >= 0) {
        times[i] = (System.nanoTime() - begin) / 1e6;
      }
    }
    Arrays.sort(times);
    figures.put(name + ".server_ms_p50", times[rounds / 2]);
    figures.put(name + ".server_ms_p95", times[rounds * 95 / 100]);
    figures.put(name + ".bytes", (double) bytes);
  }

  /**
   * All tabs follow one operation to its end; the processor's time is that of the whole process.
   */
  private void tabs(Map<String, Double> figures, String path) throws Exception {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var sent = new AtomicLong();
    var cpu = system.getProcessCpuTime();
    var begin = System.nanoTime();
    var tabs = new ArrayList<Thread>();
    for (var i = 0; i < TABS; i++) {
      var live = site.answer(ask(path)).live().orElseThrow();
      tabs.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (var next = live.next(); next.isPresent(); next = live.next()) {
                        sent.incrementAndGet();
                      }
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }));
    }
    for (var tab : tabs) {
      tab.join();
    }
    var seconds = (System.nanoTime() - begin) / 1e9;
    figures.put("tabs200.cpu", (system.getProcessCpuTime() - cpu) / 1e9 / seconds);
    figures.put("tabs200.parts_per_second", sent.get() / seconds);
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    figures.put("tabs200.heap_megabytes", heap / 1e6);
  }

  private static void tell(Map<String, Double> figures, String... arguments) throws IOException {
    figures.forEach((name, value) -> System.out.printf(Locale.ROOT, "%-28s %12.2f%n", name, value));
    var at = List.of(arguments).indexOf("--json");
    if (at >= 0 && at + 1 < arguments.length) {
      var fields =
          figures.entrySet().stream()
              .map(
                  one -> String.format(Locale.ROOT, "  \"%s\": %.3f", one.getKey(), one.getValue()))
              .collect(Collectors.joining(",\n"));
      Files.writeString(Path.of(arguments[at + 1]), "{\n" + fields + "\n}\n");
    }
  }

  /** Every environment with an hour of figures, so that each cell draws its line. */
  private static final class Measured extends TestingPlant {
    @Override
    public Hour hour(String app, String environment) {
      var values =
          IntStream.range(0, Hour.MINUTES).mapToObj(i -> 5 + 4 * Math.sin(i * 0.7)).toList();
      return new Hour(CLOCK.instant(), values, values, values, new Hour.Newest(412, 0.0002, 6.1));
    }
  }

  record Input(String target) {}

  /** Says something five times a second. */
  private record Talk(int lines) implements OperationType<Input> {
    @Override
    public String name() {
      return "talk";
    }

    @Override
    public Class<Input> input() {
      return Input.class;
    }

    @Override
    public String target(Input input) {
      return input.target();
    }

    @Override
    public String title(Input input) {
      return "talk to " + input.target();
    }

    @Override
    public List<Step<Input, ?>> steps() {
      return List.of(new Say(lines));
    }
  }

  private record Say(int lines) implements Step<Input, Nothing> {
    @Override
    public String name() {
      return "Say";
    }

    @Override
    public Result<Nothing> perform(StepContext<Input> context) throws Exception {
      for (var i = 0; i < lines; i++) {
        context.say("line " + i);
        // The pace is what is measured: tabs that follow something lively.
        TimeUnit.MILLISECONDS.sleep(200);
      }
      return Result.done("said");
    }
  }
}
