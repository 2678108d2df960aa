package dev.slipway.api.variables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.AccessSchema;
import dev.slipway.api.ApiServer;
import dev.slipway.api.Repeats;
import dev.slipway.api.TestingApi;
import dev.slipway.catalog.Apps;
import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.variables.Variables;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.ProblemDocument;
import dev.slipway.protocol.variables.ApplyStaged;
import dev.slipway.protocol.variables.ChangeVariables;
import dev.slipway.protocol.variables.ChangedVariables;
import dev.slipway.protocol.variables.ExportedVariables;
import dev.slipway.protocol.variables.ImportVariables;
import dev.slipway.protocol.variables.ParityTable;
import dev.slipway.protocol.variables.RotatedSecrets;
import dev.slipway.protocol.variables.VariableHistory;
import dev.slipway.protocol.variables.VariableList;
import dev.slipway.secrets.KeyRegister;
import dev.slipway.secrets.Rotation;
import dev.slipway.store.testing.TestingStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VariableEndpointsTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String STAGING = "/v1/apps/erp/environments/staging/variables";
  private static final String PRODUCTION = "/v1/apps/erp/environments/production/variables";

  @TempDir Path folder;

  private final TestingStore store =
      TestingStore.fresh(
          Catalog.SCHEMA,
          KeyRegister.SCHEMA,
          Variables.SCHEMA,
          AccessSchema.SCHEMA,
          Repeats.SCHEMA);
  private final HttpClient http = HttpClient.newHttpClient();
  private ApiServer server;

  @BeforeEach
  void open() throws Exception {
    Files.writeString(
        folder.resolve("slipway.yaml"),
        """
        app: erp
        services:
          backend:
            start: node server.js
            env:
              STRIPE_KEY: { secret: true }
        environments:
          staging: {}
          production: {}
        """);
    Files.writeString(folder.resolve("storage.js"), "use(process.env.S3_BUCKET)");
    var register = new KeyRegister(store.store(), CLOCK);
    var seal = register.seal(folder.resolve("secrets.key"));
    var variables = new Variables(store.store(), seal, CLOCK);
    var apps = new Apps(store.store(), CLOCK);
    apps.register("erp", folder);
    var rotation = new Rotation(seal, register, List.of(variables.sealedValues()));
    var endpoints =
        Stream.of(
                new VariableEndpoints(apps, variables).list(), new SecretEndpoints(rotation).list())
            .flatMap(List::stream)
            .toList();
    server = TestingApi.start(store.store(), endpoints);
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    store.close();
  }

  private HttpResponse<String> send(String method, String path, Object body) throws Exception {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(Json.write(body));
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, publisher)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private <T> T answer(String method, String path, Object body, Class<T> type) throws Exception {
    var response = send(method, path, body);
    assertThat(response.statusCode()).describedAs(response.body()).isEqualTo(200);
    return Json.read(response.body(), type);
  }

  private static ChangeVariables put(String name, String value) {
    return new ChangeVariables(
        null, "because", false, List.of(new ChangeVariables.Change(null, name, null, value)));
  }

  @Test
  void secretsGoInAndOnlyMarksComeOut() throws Exception {
    answer("POST", STAGING, put("STRIPE_KEY", "sk_live_visible"), ChangedVariables.class);
    var response = send("GET", STAGING, null);
    assertThat(response.body()).doesNotContain("visible");
    var line = Json.read(response.body(), VariableList.class).variables().getFirst();
    assertThat(line.kind()).isEqualTo("secret");
    assertThat(line.shown()).startsWith("••••");
    var history = answer("GET", STAGING + "/history", null, VariableHistory.class);
    assertThat(history.versions().getFirst().title()).isEqualTo("STRIPE_KEY added");
    assertThat(history.versions().getFirst().by()).isEqualTo("local owner");
    assertThat(answer("GET", STAGING + "/export", null, ExportedVariables.class).text())
        .contains("# STRIPE_KEY=••••");
    assertThat(
            answer("GET", STAGING + "/export?secrets=shown", null, ExportedVariables.class).text())
        .isEqualTo("STRIPE_KEY=sk_live_visible\n");
    var rotated = answer("POST", "/v1/secrets/rotate", null, RotatedSecrets.class);
    assertThat(rotated.resealed()).containsEntry("variables", 1);
  }

  @Test
  void changesAreStagedShownAndAppliedAsOne() throws Exception {
    var waiting =
        answer(
            "POST",
            STAGING + "/import",
            new ImportVariables("backend", "A=1\nJWT_SECRET=abc\n", null, true),
            ChangedVariables.class);
    assertThat(waiting.version()).isZero();
    assertThat(waiting.lines()).hasSize(2).first().isEqualTo("+ A (backend) 1");
    var applied =
        answer(
            "POST",
            STAGING + "/staged",
            new ApplyStaged(waiting.mark(), "first"),
            ChangedVariables.class);
    assertThat(applied.version()).isEqualTo(1);
    var again = send("POST", STAGING + "/staged", new ApplyStaged(waiting.mark(), "first"));
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(Json.read(again.body(), ProblemDocument.class).problem().code())
        .isEqualTo("SLIP-7356");
  }

  @Test
  void twoEnvironmentsAreComparedWithWhatTheApplicationNeeds() throws Exception {
    answer("POST", STAGING, put("S3_BUCKET", "erp-staging"), ChangedVariables.class);
    answer("POST", STAGING, put("STRIPE_KEY", "sk_live_1"), ChangedVariables.class);
    answer("POST", PRODUCTION, put("STRIPE_KEY", "sk_live_1"), ChangedVariables.class);
    var table = answer("GET", STAGING + "/parity?with=production", null, ParityTable.class);
    assertThat(table.errors()).isEqualTo(1);
    assertThat(String.join("\n", table.lines()))
        .contains("missing in production; backend reads it (storage.js)")
        .contains("same as production: staging can charge real customers");
  }

  @Test
  void mistakesAreProblems() throws Exception {
    var unknown = send("GET", "/v1/apps/erb/environments/staging/variables", null);
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("did you mean erp?");
    var environment = send("GET", STAGING + "/parity?with=prodution", null);
    assertThat(environment.body()).contains("SLIP-7361").contains("did you mean production?");
    var kind =
        send(
            "POST",
            STAGING,
            new ChangeVariables(
                null, null, false, List.of(new ChangeVariables.Change(null, "A", "sealed", "x"))));
    assertThat(kind.body()).contains("SLIP-7362");
  }
}
