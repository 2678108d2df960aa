package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.AccessSchema;
import dev.slipway.manifest.ManifestSchema;
import dev.slipway.store.testing.TestingStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Editors fetch the schema of slipway.yaml from a control plane, where nobody is signed in. */
final class SchemaAddressTest {
  @Test
  void itIsServedToWhoeverAsks() throws Exception {
    try (var store = TestingStore.fresh(AccessSchema.SCHEMA, Repeats.SCHEMA);
        var server = TestingApi.start(store.store(), List.of());
        var http = HttpClient.newHttpClient()) {
      var asked =
          URI.create("http://127.0.0.1:" + server.port() + "/").resolve(ManifestSchema.FILE_NAME);
      var answer =
          http.send(
              HttpRequest.newBuilder(asked).header("Authorization", "Bearer nobody").build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type").orElse(""))
          .startsWith("application/json");
      assertThat(answer.body()).isEqualTo(ManifestSchema.json());
    }
  }
}
