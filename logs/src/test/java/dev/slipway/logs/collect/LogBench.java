package dev.slipway.logs.collect;

import dev.slipway.kit.ByteSize;
import dev.slipway.logs.Level;
import dev.slipway.logs.Origin;
import dev.slipway.logs.ShelfName;
import dev.slipway.logs.line.LineSense;
import dev.slipway.logs.search.Direction;
import dev.slipway.logs.search.Question;
import dev.slipway.logs.search.Search;
import dev.slipway.logs.search.Words;
import dev.slipway.logs.shelf.KeepRule;
import dev.slipway.secrets.Mask;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Collects gigabytes of lines and looks for some of them; see bench/logs. */
final class LogBench {
  private static final int ROUNDS = 5;
  private static final int PAGE = 100;
  private static final int SOURCES = 50;
  private static final long GIGABYTE = 1L << 30;
  private static final ShelfName SHELF = new ShelfName("bench/production", "web");
  private static final String NEEDLE = "needle-7f3a9c";
  private static final KeepRule RULE =
      new KeepRule(
          ByteSize.ofMebibytes(1 << 20),
          Duration.ofDays(3_650),
          KeepRule.USUAL.block(),
          KeepRule.USUAL.segment());

  private final Path folder;
  private final long size;

  private LogBench(Path folder, long size) {
    this.folder = folder;
    this.size = size;
  }

  public static void main(String[] arguments) throws Exception {
    var asked = List.of(arguments);
    var at = asked.indexOf("--folder");
    var home = at < 0 ? Path.of(System.getProperty("java.io.tmpdir")) : Path.of(asked.get(at + 1));
    var folder = Files.createTempDirectory(home, "slipway-logs-");
    try {
      new LogBench(folder, asked.contains("--quick") ? GIGABYTE : 10 * GIGABYTE).run();
    } finally {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void run() throws Exception {
    write();
    try (var shelves = Shelves.open(folder.resolve("shelves"), RULE)) {
      collect(shelves);
      tell("disk.ratio_to_raw", (double) shelves.get(SHELF).size() / size);
      look(shelves, "one line of all", Question.EVERYTHING.words(Words.of(NEEDLE, false)), NEEDLE);
      look(
          shelves,
          "no line",
          Question.EVERYTHING.words(Words.of("nowhere-42", false)),
          "nowhere-42");
      look(shelves, "many lines", Question.EVERYTHING.words(Words.of("timeout", false)), "timeout");
      look(
          shelves,
          "expression",
          Question.EVERYTHING.words(Words.of("order \\d+7 .*slow", false)),
          "order [0-9]+7 .*slow");
      look(shelves, "errors", Question.EVERYTHING.level(Level.ERROR), "ERROR");
    }
  }

  /** As many files as instances; one line of all has the needle, in the middle. */
  private void write() throws IOException {
    var random = new Random(1);
    var each = size / SOURCES;
    var at = Instant.parse("2026-11-21T00:00:00Z");
    for (var source = 0; source < SOURCES; source++) {
      try (var out = Files.newBufferedWriter(file(source))) {
        var written = 0L;
        var needed = source == SOURCES / 2;
        for (var time = at; written < each; time = time.plusMillis(random.nextInt(20))) {
          written += line(out, random, time, needed && written > each / 2);
          needed &= written <= each / 2;
        }
      }
    }
  }

  private static int line(BufferedWriter out, Random random, Instant at, boolean needle)
      throws IOException {
    var level = random.nextInt(200) == 0 ? "ERROR" : random.nextInt(20) == 0 ? "WARN" : "INFO";
    var what =
        random.nextInt(500) == 0 ? "timeout after 30 s" : random.nextInt(50) == 0 ? "slow" : "ok";
    var text =
        at
            + " "
            + level
            + " request="
            + Long.toHexString(random.nextLong())
            + " order "
            + random.nextInt(1_000_000)
            + " of user "
            + random.nextInt(5_000)
            + " /api/orders/"
            + random.nextInt(100_000)
            + " "
            + what
            + (needle ? " " + NEEDLE : "")
            + "\n";
    out.write(text);
    return text.length();
  }

  private Path file(int source) {
    return folder.resolve("web-" + source + ".log");
  }

  private void collect(Shelves shelves) throws IOException {
    var now = InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));
    var collector = new Collector(shelves, this::sources, new LineSense(ZoneOffset.UTC), now);
    var cpu = cpu();
    var began = System.nanoTime();
    var last = -1L;
    while (shelves.get(SHELF).end() != last) {
      last = shelves.get(SHELF).end();
      for (var round = 0; round < 10; round++) {
        collector.round();
      }
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    var used = (cpu() - cpu) / 1e9;
    var gigabytes = (double) size / GIGABYTE;
    tell("collect.mb_each_second", size / seconds / (1 << 20));
    tell("collect.cpu_seconds_each_gb", used / gigabytes);
    tell("collect.share_of_a_core_at_1_gb_a_day", used / gigabytes / 86_400);
    collector.close();
  }

  private List<Source> sources() {
    var all = new ArrayList<Source>();
    try {
      for (var source = 0; source < SOURCES; source++) {
        var origin = new Origin("v1", "web-" + source);
        all.addAll(new LogFile(file(source), SHELF, origin, () -> Mask.NONE).sources());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** The first page, and grep over the raw files beside it, in turn. */
  private void look(Shelves shelves, String what, Question question, String expression)
      throws Exception {
    var ours = new double[ROUNDS];
    var grep = new double[ROUNDS];
    var found = 0;
    for (var round = 0; round < ROUNDS; round++) {
      var began = System.nanoTime();
      found =
          new Search(shelves.of(SHELF.place()), question, Direction.NEWEST_FIRST)
              .page(Optional.empty(), PAGE, Duration.ofMinutes(5))
              .found()
              .size();
      ours[round] = (System.nanoTime() - began) / 1e9;
      grep[round] = grep(expression);
    }
    var name = "search." + what.replace(' ', '_');
    tell(name + ".found", found);
    tell(name + ".seconds", median(ours));
    tell(name + ".ratio_to_grep", median(ours) / median(grep));
  }

  private double grep(String expression) throws Exception {
    var began = System.nanoTime();
    new ProcessBuilder("sh", "-c", "exec grep -hE \"$0\" web-*.log", expression)
        .directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    return (System.nanoTime() - began) / 1e9;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void tell(String name, double value) {
    System.out.printf(Locale.ROOT, "%-44s %.4g%n", name, value);
  }
}
