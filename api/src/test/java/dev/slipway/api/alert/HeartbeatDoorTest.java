package dev.slipway.api.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.AccessSchema;
import dev.slipway.api.ApiServer;
import dev.slipway.api.Repeats;
import dev.slipway.api.TestingApi;
import dev.slipway.catalog.Deployment;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.alert.ProbeHistory;
import dev.slipway.store.testing.TestingStore;
import dev.slipway.watch.WatchState;
import dev.slipway.watch.Watched;
import dev.slipway.watch.probe.CertificateQuestion;
import dev.slipway.watch.probe.HeartbeatBook;
import dev.slipway.watch.probe.HttpQuestion;
import dev.slipway.watch.probe.OwnProbes;
import dev.slipway.watch.probe.ProbeDays;
import dev.slipway.watch.probe.ProbeDesk;
import dev.slipway.watch.probe.Probes;
import dev.slipway.watch.probe.RedisQuestion;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A job elsewhere calls without a login; who guesses learns nothing and is slowed down. */
@Timeout(60)
final class HeartbeatDoorTest {
  private final TestingStore testing =
      TestingStore.fresh(AccessSchema.SCHEMA, Repeats.SCHEMA, WatchState.SCHEMA);
  private final HttpClient http = HttpClient.newHttpClient();
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private HeartbeatBook book;
  private Probes probes;
  private ApiServer server;

  @BeforeEach
  void open() {
    book = new HeartbeatBook(testing.store(), () -> now);
    var days = new ProbeDays(testing.store());
    var own =
        new OwnProbes(
            new HttpQuestion(host -> "http://127.0.0.1:9"),
            new RedisQuestion((serving, name) -> Optional.empty()),
            new CertificateQuestion(() -> now),
            book);
    probes = new Probes(List.of(own), () -> List.of(place()), days, () -> now);
    var desk = new ProbeDesk(probes, days, book);
    server =
        TestingApi.start(
            testing.store(),
            new ProbeEndpoints(desk, () -> "https://slipway.example").list(),
            new HeartbeatDoor(book, ApiServer.Beside.NOTHING, () -> now));
    // Its first look is at once.
    probes.start();
    while (book.of("shop", "production").isEmpty() || probes.names("shop/production").isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void close() throws Exception {
    probes.close();
    server.close();
    http.close();
    testing.close();
  }

  private Watched place() {
    var environment =
        ManifestReader.parse(
                "slipway.yaml",
                """
                app: shop
                services:
                  web: { start: ./serve }
                environments:
                  production: {}
                probes:
                  nightly: { heartbeat: 1d }
                """)
            .orThrow()
            .environment("production")
            .orElseThrow();
    var serving =
        new Deployment(
            "shop",
            "production",
            7,
            7,
            Deployment.Kind.DEPLOY,
            Deployment.State.SERVING,
            Optional.of("build"),
            1,
            Optional.empty(),
            "",
            new Deployment.Asked("ada", now),
            Optional.of(now),
            Optional.empty());
    return new Watched(serving, environment, Optional.empty());
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Authorization", "Bearer nobody")
            .method(method, BodyPublishers.noBody())
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private Optional<Instant> came() {
    return book.of("shop", "production").getFirst().cameAt();
  }

  @Test
  void anyMethodOfAnybodyWhoKnowsTheAddress() throws Exception {
    var path = HeartbeatDoor.PATH + book.of("shop", "production").getFirst().secret();
    assertThat(came()).isEmpty();
    assertThat(send("GET", path).body()).isEqualTo("ok\n");
    assertThat(came()).contains(now);
    now = now.plusSeconds(2);
    assertThat(send("POST", path).statusCode()).isEqualTo(200);
    assertThat(came()).contains(now);
  }

  @Test
  void whoMayConfigureIsShownTheAddress() throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + server.port()
                        + "/v1/apps/shop/environments/production/probes"))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    var history = Json.read(answer.body(), ProbeHistory.class);
    assertThat(history.now())
        .containsExactly(
            new ProbeHistory.Now(
                "heartbeat nightly",
                "well",
                "",
                "https://slipway.example/-/heartbeat/"
                    + book.of("shop", "production").getFirst().secret()));
  }

  @Test
  void whoGuessesIsSlowedDownAndHoldsUpNobodyWhoIsKnown() throws Exception {
    var path = HeartbeatDoor.PATH + book.of("shop", "production").getFirst().secret();
    assertThat(send("GET", path).statusCode()).isEqualTo(200);
    assertThat(send("GET", HeartbeatDoor.PATH + "x").body()).contains("SLIP-7814");
    var answers = new TreeSet<Integer>();
    for (var i = 0; i < 30; i++) {
      answers.add(send("GET", HeartbeatDoor.PATH + "0".repeat(38) + (10 + i)).statusCode());
    }
    assertThat(answers).containsExactly(404, 429);
    assertThat(send("GET", path).statusCode()).isEqualTo(200);
    now = now.plusSeconds(1);
    assertThat(send("GET", HeartbeatDoor.PATH + "0".repeat(40)).statusCode()).isEqualTo(404);
  }
}
