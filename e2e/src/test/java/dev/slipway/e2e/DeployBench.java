package dev.slipway.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a deployment costs beside building and the application's own start: 3 instances, one at a
 * time, while users ask. See {@code bench/deploy --help}.
 */
public final class DeployBench {
  private static final Pattern ENDED = Pattern.compile("succeeded after ([0-9.]+ (?:ms|s))");
  private static final Pattern BUILT = Pattern.compile("✔ Build .*? ([0-9.]+ (?:ms|s))\\s");
  private static final Pattern READY = Pattern.compile("ready after ([0-9.]+ (?:ms|s))");

  private DeployBench() {}

  public static void main(String[] arguments) throws Exception {
    var words = List.of(arguments);
    var rounds = words.contains("--quick") ? 5 : 20;
    var orchestration = new ArrayList<Double>();
    var rollback = new ArrayList<Double>();
    var failed = 0L;
    try (var slipway = Slipway.fresh()) {
      var shop = new Shop(slipway, "bench");
      deploy(shop);
      var port = Files.readString(slipway.data().resolve("edge/port.http")).strip();
      try (var crowd = new Crowd(Integer.parseInt(port), shop.host())) {
        for (var round = 0; round < rounds; round++) {
          var said = deploy(shop);
          orchestration.add(seconds(ENDED, said) - seconds(BUILT, said) - seconds(READY, said));
        }
        for (var round = 0; round < rounds; round++) {
          var back = slipway.run("rollback", "bench", "development", "--exit", "code").out();
          rollback.add(seconds(ENDED, back));
        }
        failed = crowd.soFar().stream().filter(one -> one.status() / 100 != 2).count();
      }
    }
    var json =
        String.format(
            Locale.ROOT,
            "{\"orchestration_seconds\": %.2f, \"switch.failed_requests\": %d,"
                + " \"rollback_seconds\": %.2f}%n",
            median(orchestration),
            failed,
            median(rollback));
    System.out.print(json);
    write(words, json);
  }

  private static String deploy(Shop shop) throws Exception {
    var said = shop.deploy("{ kind: rolling, soak: 0s }", "0");
    if (said.exitCode() != 0) {
      throw new IllegalStateException(said.out() + said.err());
    }
    return said.out();
  }

  private static void write(List<String> words, String json) throws IOException {
    var at = words.indexOf("--json");
    if (at >= 0) {
      Files.writeString(Path.of(words.get(at + 1)), json);
    }
  }

  private static double seconds(Pattern pattern, String text) {
    var match = pattern.matcher(text);
    if (!match.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    var parts = match.group(1).split(" ");
    var figure = Double.parseDouble(parts[0]);
    return parts[1].equals("ms") ? figure / 1000 : figure;
  }

  private static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }
}
