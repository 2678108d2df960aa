package dev.slipway.web.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.access.Access;
import dev.slipway.access.AccessSchema;
import dev.slipway.access.people.Grant;
import dev.slipway.access.people.Scope;
import dev.slipway.access.session.SessionLimits;
import dev.slipway.access.testing.TestingSeal;
import dev.slipway.catalog.Apps;
import dev.slipway.catalog.Builds;
import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Deployments;
import dev.slipway.catalog.KeptReleases;
import dev.slipway.catalog.Promotions;
import dev.slipway.catalog.variables.Author;
import dev.slipway.catalog.variables.Change;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.Holder;
import dev.slipway.catalog.variables.Value;
import dev.slipway.catalog.variables.Variables;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.notice.MailServer;
import dev.slipway.delivery.notice.Notices;
import dev.slipway.delivery.notice.Outbox;
import dev.slipway.delivery.notice.OutsideAddress;
import dev.slipway.operations.OperationTypes;
import dev.slipway.operations.Operations;
import dev.slipway.secrets.KeyRegister;
import dev.slipway.secrets.references.OutsideStores;
import dev.slipway.store.testing.TestingStore;
import dev.slipway.watch.WatchState;
import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.AlertBook;
import dev.slipway.watch.alert.AlertDesk;
import dev.slipway.watch.alert.Alerts;
import dev.slipway.watch.alert.Finding;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Sensor;
import dev.slipway.watch.probe.HeartbeatBook;
import dev.slipway.watch.probe.ProbeDays;
import dev.slipway.watch.probe.ProbeDesk;
import dev.slipway.watch.probe.Probes;
import dev.slipway.web.Assets;
import dev.slipway.web.Paths;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts on the dashboard: seen, silenced, told to channels that are tried. */
@Timeout(120)
final class AlertsPageTest {
  private static final String PASSWORD = "sturdy kettle marmalade";
  private static final String PAGE = "/shop/production/alerts";
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String MANIFEST =
      """
      app: shop
      services:
        web: { start: ./serve }
      environments:
        production: {}
      notices:
        - { webhook: OPS_WEBHOOK }
        - { webhook: UNSET_WEBHOOK }
      alerts:
        rules: { errors: 2%, job: { off: nobody looks at them } }
      """;

  @TempDir Path folder;

  private final TestingStore testing =
      TestingStore.fresh(
          KeyRegister.SCHEMA,
          AccessSchema.SCHEMA,
          Catalog.SCHEMA,
          Variables.SCHEMA,
          Operations.SCHEMA,
          Outbox.SCHEMA,
          WatchState.SCHEMA);
  private final Access access =
      new Access(testing.store(), CLOCK, new TestingSeal(), SessionLimits.DEFAULT);
  private final Operations operations =
      new Operations(testing.store(), OperationTypes.of(List.of()), CLOCK);
  private final Deployments deployments = new Deployments(testing.store(), CLOCK);
  private final Apps apps = new Apps(testing.store(), CLOCK);
  private final List<Finding> found = new CopyOnWriteArrayList<>();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer receiver;
  private Notices notices;
  private Alerts alerts;
  private Site site;
  private TestingBrowser ada;

  private record Found(Rule rule, List<Finding> all) implements Sensor {
    @Override
    public List<Finding> look(Watched watched) {
      return List.copyOf(all);
    }
  }

  @BeforeEach
  void open() throws Exception {
    Files.writeString(folder.resolve("slipway.yaml"), MANIFEST);
    apps.register("shop", folder);
    var wanted =
        new Deployments.Wanted("shop", "production", Deployment.Kind.DEPLOY, "deploy", "ada");
    var opened = deployments.open(wanted);
    testing.store().jdbi().useTransaction(handle -> deployments.serve(handle, opened));
    var outbox = new Outbox(testing.store(), CLOCK);
    notices = new Notices(records(), operations, outbox, setting(), CLOCK);
    var environment = Environments.of(Environments.ofFolder(folder), "production");
    var serving = deployments.serving("shop", "production").orElseThrow();
    alerts =
        new Alerts(
            new AlertBook(testing.store()),
            List.of(new Found(Rule.BACKUP, found)),
            () -> List.of(new Watched(serving, environment, Optional.empty())),
            notices::alert,
            CLOCK);
    var desk = new AlertDesk(alerts, notices, outbox, probes());
    var plant =
        new TestingPlant() {
          @Override
          public Optional<AlertDesk> alertDesk() {
            return Optional.of(desk);
          }
        };
    site = new Site(new Rooms(access, apps, deployments, operations, plant, CLOCK), new Assets());
    ada = person("ada", "admin");
  }

  private ProbeDesk probes() {
    var days = new ProbeDays(testing.store());
    var probes = new Probes(List.of(), List::of, days, CLOCK);
    return new ProbeDesk(probes, days, new HeartbeatBook(testing.store(), CLOCK));
  }

  private Records records() throws Exception {
    var store = testing.store();
    var variables =
        new Variables(
            store, new KeyRegister(store, CLOCK).seal(folder.resolve("secrets.key")), CLOCK);
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    var url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/ops";
    variables.change(
        new EnvironmentKey("shop", "production"),
        0,
        List.of(Change.put(Holder.ALL, "OPS_WEBHOOK", Value.secret(url))),
        new Author("ada", ""));
    return new Records(
        apps,
        new Builds(store),
        deployments,
        new Promotions(store),
        new KeptReleases(store, CLOCK),
        variables);
  }

  private static Notices.Setting setting() {
    return new Notices.Setting(
        () -> "https://slipway.example",
        new OutsideAddress(Set.of("127.0.0.1")),
        MailServer.of(Optional.empty()),
        OutsideStores.none());
  }

  @AfterEach
  void close() throws Exception {
    alerts.close();
    receiver.stop(0);
    operations.close();
    testing.close();
  }

  private TestingBrowser person(String name, String role) {
    var grant = new Grant(access.roles().named(role), Scope.EVERYWHERE);
    var email = name + "@example.org";
    access.accounts().accept(access.accounts().invite(email, name, List.of(grant)), PASSWORD);
    return new TestingBrowser(site).signedIn(email, PASSWORD);
  }

  private void fires() throws InterruptedException {
    found.add(new Finding.Wrong(Rule.BACKUP, "main", "the newest backup is <3 d> old"));
    alerts.start();
    while (alerts.book().history("shop", "production", 1).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatFiresIsSeenWithItsLimitItsConsequenceAndWhatWasTold() throws Exception {
    assertThat(ada.get(PAGE).body())
        .contains("nothing is wrong", "Nothing has fired here")
        .contains("2 % of the requests of a minute fail", "off: nobody looks at them")
        .contains(">OPS_WEBHOOK<", ">UNSET_WEBHOOK<");
    fires();
    var page = ada.get(PAGE).body();
    assertThat(page)
        .contains("1 alert fires", "backup main", "the newest backup is &lt;3 d&gt; old")
        .contains("with 2 hours to spare", "what is lost could not be brought back")
        .contains("href=\"/shop/production/database/main\"")
        .contains("2 recipients", "v1 of shop/production: backup");
    assertThat(ada.get("/").body())
        .contains("href=\"" + PAGE + "\"")
        .containsPattern("backup · \\d");
    assertThat(ada.get("/shop/production").body()).contains("href=\"" + PAGE + "\"");
  }

  @Test
  void anOpenPageAndHomeAreToldWhatFires() throws Exception {
    var where = live(ada.get(PAGE).body());
    assertThat(where).startsWith(Paths.LIVE + "/alerts?");
    var page = ada.get(where).live().orElseThrow();
    var home = ada.get(live(ada.get("/").body())).live().orElseThrow();
    fires();
    assertThat(until(page, "1 alert fires")).startsWith("event: list\ndata: <div id=\"open\"");
    assertThat(until(home, "backup · ")).contains("event: list");
    var eve = new TestingBrowser(site);
    access
        .accounts()
        .accept(
            access
                .accounts()
                .invite(
                    "eve@example.org",
                    "eve",
                    List.of(new Grant(access.roles().named("viewer"), new Scope("other", "*")))),
            PASSWORD);
    eve.signedIn("eve@example.org", PASSWORD);
    assertThat(eve.get(where).status()).isEqualTo(403);
    assertThat(eve.get(PAGE).status()).isNotEqualTo(200);
  }

  private static String live(String page) {
    return page.replaceAll("(?s).*?data-live=\"([^\"]*)\".*", "$1").replace("&amp;", "&");
  }

  private static String until(Answer.Live live, String words) throws InterruptedException {
    var told = live.next().orElseThrow();
    while (!told.contains(words)) {
      told = live.next().orElseThrow();
    }
    return told;
  }

  @Test
  void aSilenceHasAReasonAndEndsWithAButton() {
    ada.get(PAGE);
    var refused = ada.post(PAGE + "/silence", "rule", "", "length", "1h", "why", " ");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("SLIP-8415", "a silence needs a reason");
    ada.get(PAGE);
    var made = ada.post(PAGE + "/silence", "rule", "job", "length", "4h", "why", "known");
    assertThat(made.headers()).containsEntry("Location", PAGE);
    assertThat(ada.get(PAGE).body())
        .contains("Nobody is told of job until", "by ada: known", "Tell everything again");
    assertThat(ada.post(PAGE + "/hear").status()).isEqualTo(303);
    assertThat(ada.get(PAGE).body()).doesNotContain("Nobody is told of job");
  }

  @Test
  void whoMayOnlyLookChangesNothing() {
    var eve = person("eve", "viewer");
    assertThat(eve.get(PAGE).body()).contains("Who is told").doesNotContain("Send a test", "/hear");
    assertThat(eve.post(PAGE + "/silence", "length", "1h", "why", "x").status()).isEqualTo(403);
    assertThat(eve.post(PAGE + "/test/OPS_WEBHOOK").status()).isEqualTo(403);
    assertThat(received).isEmpty();
  }

  @Test
  void aTestGoesOutNowAndIsAmongWhatWasSent() {
    ada.get(PAGE);
    assertThat(ada.post(PAGE + "/test/OPS_WEBHOOK").headers())
        .containsEntry("Location", PAGE + "#channels");
    assertThat(received).hasSize(1);
    assertThat(received.getFirst())
        .contains("A test of OPS_WEBHOOK for shop/production, asked for by ada")
        .contains("https://slipway.example/shop/production/alerts");
    ada.get(PAGE);
    assertThat(ada.post(PAGE + "/test/UNSET_WEBHOOK").body())
        .contains("SLIP-7746", "UNSET_WEBHOOK has no value");
    assertThat(ada.post(PAGE + "/test/NO_WEBHOOK").status()).isEqualTo(404);
    assertThat(ada.get(PAGE).body())
        .contains("webhook OPS_WEBHOOK", "sent", "webhook UNSET_WEBHOOK", "given up");
  }
}
