package dev.slipway.delivery.approval;

import dev.slipway.catalog.Deployments;
import dev.slipway.kit.Problem;
import dev.slipway.operations.Operations;
import dev.slipway.operations.Signal;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.operation.OperationDetail;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Where a waiting deployment is approved or rejected. */
public final class Approvals {
  /** The name under which a deployment's record has what it waits for. */
  public static final String RECORD = "approval";

  private static final int LEAST_HASH = 8;

  private final Operations operations;
  private final Deployments deployments;
  private final InstantSource clock;

  public Approvals(Operations operations, Deployments deployments, InstantSource clock) {
    this.operations = operations;
    this.deployments = deployments;
    this.clock = clock;
  }

  /** The signal by which a deployment hears of them. */
  public static String key(String app, String environment, int number) {
    return "approval/" + app + "/" + environment + "/v" + number;
  }

  /** What was said so far, read from signals. */
  public static List<Consent> of(List<Signal> signals) {
    return signals.stream()
        .map(signal -> Json.read(signal.what().toString(), Consent.class))
        .toList();
  }

  /**
   * A deployment that waits for somebody.
   *
   * @param record the part of its record that says what for
   */
  public record Waiting(
      int number, long operation, Need need, List<Consent> said, JsonNode record) {
    public List<String> missing() {
      return need.missing(said);
    }
  }

  /** The deployment of the environment that waits now. */
  public Optional<Waiting> waiting(String app, String environment) {
    return operations
        .holder(app + "/" + environment)
        .filter(detail -> detail.waitsFor().filter(Approvals::isOurs).isPresent())
        .map(detail -> waiting(app, environment, detail));
  }

  private static boolean isOurs(String key) {
    return key.startsWith("approval/");
  }

  private Waiting waiting(String app, String environment, OperationDetail detail) {
    var key = detail.waitsFor().orElseThrow();
    var number = Integer.parseInt(key.substring(key.lastIndexOf("/v") + 2));
    var deployment = deployments.get(app, environment, number);
    var record = Json.tree(deployments.recordOf(deployment));
    var need = Json.read(record.path(RECORD).path("need").toString(), Need.class);
    return new Waiting(
        number, detail.summary().number(), need, of(operations.signals(key)), record);
  }

  /** What somebody says. */
  public record Answer(
      String who,
      String hash,
      boolean approves,
      List<String> roles,
      String note,
      Consent.Voice voice) {}

  /**
   * Approves or rejects what waits. Who names no role speaks for all that are still missing.
   *
   * @return what is waited for from now on
   */
  public Waiting answer(String app, String environment, Answer answer) {
    var waiting =
        waiting(app, environment)
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.NOT_FOUND,
                            "SLIP-7640",
                            app + "/" + environment + ": no deployment waits for approval",
                            "slipway operations shows what runs")
                        .exception());
    var hash = waiting.need().hash();
    var named = answer.hash().toLowerCase(Locale.ROOT).replaceAll("[^0-9a-f]", "");
    if (named.length() < LEAST_HASH || !hash.startsWith(named)) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "SLIP-7641",
              app
                  + "/"
                  + environment
                  + ": v"
                  + waiting.number()
                  + " waits with plan "
                  + waiting.need().shortHash()
                  + ", not with \""
                  + answer.hash()
                  + "\"",
              "look at it again: slipway approve " + app + " " + environment)
          .exception();
    }
    var roles = answer.roles().isEmpty() ? waiting.need().roles() : answer.roles();
    checkRoles(waiting, roles);
    var key = key(app, environment, waiting.number());
    var consent =
        new Consent(
            answer.who(),
            clock.instant(),
            hash,
            answer.approves(),
            roles,
            answer.note(),
            answer.voice());
    operations.signal(key, answer.who(), Json.tree(Json.write(consent)));
    return new Waiting(
        waiting.number(),
        waiting.operation(),
        waiting.need(),
        of(operations.signals(key)),
        waiting.record());
  }

  private static void checkRoles(Waiting waiting, List<String> roles) {
    for (var role : roles) {
      if (!waiting.need().roles().contains(role)) {
        throw Problem.of(
                Problem.Kind.BAD_INPUT,
                "SLIP-7642",
                "role \"" + role + "\" is not asked for",
                waiting.need().roles().isEmpty()
                    ? "no role is asked for: leave --role out"
                    : "asked for: " + String.join(", ", waiting.need().roles()))
            .exception();
      }
    }
  }
}
