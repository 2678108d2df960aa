package dev.slipway.manifest.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.Manifest;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.model.ServiceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as people have them: several files about the same, tools in places of their own. */
final class FoldersTest {
  @TempDir private Path folder;

  @Test
  void settingsInAPackageDoNotMoveTheService() throws Exception {
    write("manage.py", "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings.base')");
    write("requirements.txt", "-r requirements/live.txt\n");
    write("requirements/live.txt", "django\npsycopg\n");
    write(
        "shop/settings/base.py",
        "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql',\n"
            + "'NAME': os.environ['DB_NAME']}}\nSTATIC_ROOT = 'x'\n");
    write("Procfile", "web: gunicorn shop.wsgi\nworker: celery -A shop worker\n");
    var development = made().environment("development").orElseThrow();
    var web = development.services().get("web");
    assertThat(web.source()).isEqualTo(".");
    assertThat(web.start()).contains(".venv/bin/gunicorn shop.wsgi");
    assertThat(web.build().orElseThrow().command().orElseThrow()).contains("collectstatic");
    assertThat(web.env().get("DB_NAME").value()).contains("${databases.main.name}");
    var worker = development.services().get("worker");
    assertThat(worker.start()).contains(".venv/bin/celery -A shop worker");
    assertThat(worker.build()).isEqualTo(web.build());
  }

  @Test
  void aComposeFileOfServersAloneLeavesTheApplicationToBeFound() throws Exception {
    write(
        "compose.yaml",
        "services:\n"
            + "  db: { image: postgres:17 }\n"
            + "  mail: { image: axllent/mailpit, ports: ['8025:8025'] }\n");
    write("compose.override.yaml", "services: { db: { ports: ['5432:5432'] } }\n");
    write("mvnw", "");
    write("pom.xml", "<artifactId>spring-boot-starter-parent</artifactId>");
    var development = made().environment("development").orElseThrow();
    assertThat(development.services()).containsOnlyKeys("mail", "web");
    assertThat(development.services().get("web").build().orElseThrow().command().orElseThrow())
        .startsWith("./mvnw");
    assertThat(Initialization.ofFolder(folder).text())
        .contains("compose.override.yaml, laid over compose.yaml");
  }

  @Test
  void whatAComposeFileDoesNotRunIsTold() throws Exception {
    write("compose.yaml", "services: { api: { build: ./api, ports: ['80:80'] } }\n");
    write("api/Dockerfile", "FROM scratch");
    write("web/package.json", "{\"devDependencies\":{\"vite\":\"5\"}}");
    assertThat(made().app().services()).containsOnlyKeys("api");
    assertThat(Initialization.ofFolder(folder).text())
        .contains("Vite in web was not taken over, since no service of the file above has it");
  }

  @Test
  void modulesOfAProjectAreServicesAndTheirParentIsNone() throws Exception {
    write("pom.xml", "<packaging>pom</packaging><modules></modules><x>quarkus</x>");
    write("orders/pom.xml", "<artifactId>quarkus-smallrye-health</artifactId>");
    write("stock/pom.xml", "<artifactId>quarkus-rest</artifactId>");
    var services = made().app().services();
    assertThat(services).containsOnlyKeys("orders", "stock");
    assertThat(services.get("orders").path()).isNotEqualTo(services.get("stock").path());
  }

  @Test
  void membersOfAWorkspaceAreInstalledFromItsRoot() throws Exception {
    write("package.json", "{\"workspaces\":[\"apps/*\"]}");
    write("package-lock.json", "{}");
    write(
        "apps/api/package.json",
        "{\"dependencies\":{\"express\":\"5\"},\"scripts\":{\"build\":\"tsc\",\"start\":\"node"
            + " .\"}}");
    write(
        "apps/web/package.json",
        "{\"devDependencies\":{\"vite\":\"5\"},\"scripts\":{\"build\":\"vite build\"}}");
    var services = made().app().services();
    var api = services.get("api");
    assertThat(api.source()).isEqualTo(".");
    assertThat(api.build().orElseThrow().command())
        .contains("npm ci && cd apps/api && npm run build");
    assertThat(api.start()).contains("cd apps/api && npm start");
    assertThat(api.path()).isEqualTo("/api");
    assertThat(services.get("web").kind()).isEqualTo(ServiceKind.STATIC);
    assertThat(services.get("web").publish()).contains("apps/web/dist");
  }

  @Test
  void aDevelopersOwnServersStandForThoseOfSlipway() throws Exception {
    write("package.json", "{\"dependencies\":{\"express\":\"5\"},\"main\":\"a.js\"}");
    write(
        ".env.example",
        "APP_DATABASE_URL=postgres://me:pw@localhost:5432/shop?sslmode=disable\n"
            + "QUEUE=redis://127.0.0.1:6379\n"
            + "OTHER=postgres://me:pw@db.example.com/x\n");
    var web = made().environment("development").orElseThrow().services().get("web");
    assertThat(web.env().get("APP_DATABASE_URL").value().orElseThrow())
        .startsWith("postgres://${databases.main.user}:")
        .endsWith("?sslmode=disable");
    assertThat(web.env().get("QUEUE").value()).contains("${redis.cache.url}");
    assertThat(web.env().get("OTHER").isSecret()).isTrue();
  }

  @Test
  void springBootFindsItsDatabaseAndLeavesTheMigrations() throws Exception {
    write(
        "pom.xml",
        "<parent><artifactId>spring-boot-starter-parent</artifactId></parent>"
            + "<artifactId>postgresql</artifactId><artifactId>flyway-core</artifactId>");
    write("src/main/resources/db/migration/V1__init.sql", "create table t ();");
    var web = made().environment("development").orElseThrow().services().get("web");
    assertThat(web.env().get("SPRING_DATASOURCE_URL").value().orElseThrow())
        .isEqualTo(
            "jdbc:postgresql://${databases.main.host}:${databases.main.port}/${databases.main.name}");
    assertThat(web.env().get("SPRING_FLYWAY_ENABLED").value()).contains("false");
  }

  @Test
  void plainJavaBuiltByMaven() throws Exception {
    write("pom.xml", "<artifactId>shop</artifactId>");
    write("src/main/java/shop/Main.java", "package shop; class Main { void main() {} }");
    var web = made().app().services().get("web");
    assertThat(web.start()).contains("java -cp 'target/classes:target/dependency/*' shop.Main");
  }

  @Test
  void ofSeveralProgramsTheOneThatServes() throws Exception {
    write("go.mod", "module x");
    write("cmd/migrate/main.go", "package main\nfunc main() {}");
    write("cmd/server/main.go", "package main\nfunc main() {}");
    assertThat(made().app().services().get("web").build().orElseThrow().command())
        .contains("go build -o app ./cmd/server");
  }

  @Test
  void machinesAndDisksOfFlyGoToTheirProcess() throws Exception {
    write(
        "fly.toml",
        """
        [processes]
        web = "a"
        worker = "b"
        [http_service]
        internal_port = 80
        [[mounts]]
        source = "data"
        destination = "/data"
        processes = ["worker"]
        [[vm]]
        memory = "1gb"
        processes = ["worker"]
        """);
    var services = made().app().services();
    assertThat(services.get("worker").disks()).containsOnlyKeys("data");
    assertThat(services.get("worker").resources().memory().bytes()).isEqualTo(1L << 30);
    assertThat(services.get("web").disks()).isEmpty();
  }

  @Test
  void commandsOfSeveralLines() throws Exception {
    write(
        "render.yaml",
        """
        services:
          - type: web
            name: shop
            startCommand: ./run
            buildCommand: |
              # tools first
              npm ci
              npm run build \\
                --if-present
        """);
    assertThat(made().app().services().get("shop").build().orElseThrow().command())
        .contains("npm ci && npm run build --if-present");
  }

  private Manifest made() throws IOException {
    var first = Initialization.ofFolder(folder).text();
    assertThat(Initialization.ofFolder(folder).text()).isEqualTo(first);
    Files.writeString(folder.resolve("slipway.yaml"), first);
    var manifest = ManifestReader.read(folder).orThrow();
    Files.delete(folder.resolve("slipway.yaml"));
    return manifest;
  }

  private void write(String file, String text) throws IOException {
    var path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
