package dev.slipway.manifest.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.Manifest;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.drafts.Ledger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers among the services of a foreign file, which are not the application. */
final class ForeignServersTest {
  @Test
  void anotherMakesDatabaseIsNotedAndNoWebService() {
    var result =
        Initialization.ofFile(
            "docker-compose.yml",
            """
            services:
              app:
                build: .
                ports: ['8000:8000']
                depends_on: [store]
              store:
                build: docker/mysql
                ports: ['3306:3306']
              documents:
                build: { context: ./docker, dockerfile: documents.dockerfile }
                ports: ['127.0.0.1:27018:27017/tcp']
            """);
    var manifest = manifest(result);

    assertThat(manifest.app().services()).containsOnlyKeys("app");
    assertThat(manifest.app().databases()).isEmpty();
    assertThat(noted(result, 7)).containsExactly("services.store.build");
    assertThat(noted(result, 8)).containsExactly("services.store.ports[0]");
    assertThat(noted(result, 10)).hasSize(2);
    assertThat(noted(result, 11)).hasSize(1);
    assertThat(result.text()).contains("a database server that is built");
  }

  @Test
  void aBuiltPostgresIsADatabaseWhoseAdditionsAreAskedFor() {
    var result =
        Initialization.ofFile(
            "docker-compose.yml",
            """
            services:
              web:
                build: .
                ports: ['3000:3000']
                environment:
                  DATABASE_URL: postgres://u:p@store:5432/shop
              store:
                build: ./store
                image: shop/store:15
                ports: ['5432:5432']
                environment: { POSTGRES_DB: shop }
              redis:
                build: { context: docker/redis }
            """);
    var app = manifest(result).app();

    assertThat(app.services()).containsOnlyKeys("web");
    assertThat(app.databases()).containsOnlyKeys("store");
    assertThat(app.databases().get("store").name()).contains("shop");
    assertThat(app.redis()).containsOnlyKeys("redis");
    assertThat(noted(result, 8)).containsExactly("services.store.build");
    assertThat(noted(result, 9)).containsExactly("services.store.image");
  }

  @Test
  void anApplicationThatIsNamedAfterAServerStaysOne() {
    var app =
        manifest(
                Initialization.ofFile(
                    "docker-compose.yml",
                    """
                    services:
                      mongo:
                        build: .
                        ports: ['8081:8081']
                    """))
            .app();

    assertThat(app.services()).containsOnlyKeys("mongo");
  }

  @Test
  void aPublishedPortThatSpeaksNoHttpIsNotServedByTheEdge() {
    var result =
        Initialization.ofFile(
            "docker-compose.yml",
            """
            services:
              web:
                image: shop/web:1
                ports: ['8080:8080']
              queue:
                image: confluentinc/cp-kafka:7.7.0
                ports: ['9092:9092']
              old:
                image: mysql:8
                ports: ['3306:3306']
            """);
    var services = manifest(result).app().services();

    assertThat(services.get("web").reachable()).isTrue();
    assertThat(services.get("queue").reachable()).isFalse();
    assertThat(services.get("old").reachable()).isFalse();
    assertThat(result.text()).contains("this port speaks no HTTP");
  }

  @Test
  void aDatabaseAmongRendersServicesIsOne() {
    var app =
        manifest(
                Initialization.ofFile(
                    "render.yaml",
                    """
                    services:
                      - { type: database, name: shop-db, databaseName: shop, plan: free }
                      - type: web
                        name: shop
                        startCommand: npm start
                        envVars:
                          - key: DATABASE_URL
                            fromDatabase: { name: shop-db, property: connectionString }
                    """))
            .app();

    assertThat(app.services()).containsOnlyKeys("shop");
    assertThat(app.databases().get("shop-db").name()).contains("shop");
  }

  private static Manifest manifest(Initialization.Result result) {
    return ManifestReader.parse("slipway.yaml", result.text()).orThrow();
  }

  private static List<String> noted(Initialization.Result result, int line) {
    return result.ledger().lines().stream()
        .filter(each -> each.place().line() == line && each.fate() instanceof Ledger.Fate.Noted)
        .map(each -> each.place().path())
        .toList();
  }
}
