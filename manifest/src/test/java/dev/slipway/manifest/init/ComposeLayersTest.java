package dev.slipway.manifest.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.Manifest;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.drafts.Ledger;
import dev.slipway.manifest.imports.ForeignFile;
import dev.slipway.manifest.model.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compose files laid over each other, and services over what they extend. */
final class ComposeLayersTest {
  private static final String BASE =
      """
      services:
        api:
          image: shop/api:1
          command: [serve, --slow]
          environment:
            - LEVEL=info
            - REGION=eu
          ports: ['8000:3000']
          volumes:
            - data:/data
            - logs:/logs
          depends_on: [queue]
          mem_limit: 256m
          healthcheck:
            test: [CMD, curl, 'http://localhost:3000/up']
            interval: 10s
        queue:
          image: shop/queue:1
          environment: { A: one }
      volumes: { data: , logs: , other: }
      """;

  @Test
  void singleValuesAndCommandsAreReplacedAndNamesJoined() {
    var api =
        service(
            """
            services:
              api:
                command: [serve]
                environment: { LEVEL: warn, EXTRA: x }
                volumes: [other:/data]
                ports: ['9229:9229']
                depends_on: { queue: { condition: service_started } }
                mem_limit: 1g
                healthcheck:
                  test: [CMD, curl, 'http://localhost:3000/ready']
            """);
    assertThat(api.start()).contains("serve");
    assertThat(api.env().get("LEVEL").value()).contains("warn");
    assertThat(api.env().get("REGION").value()).contains("eu");
    assertThat(api.env().get("EXTRA").value()).contains("x");
    assertThat(api.disks()).containsOnlyKeys("other", "logs");
    assertThat(api.disks().get("other").path()).isEqualTo("/data");
    assertThat(api.port()).contains(3000);
    assertThat(api.needs()).containsExactly("queue");
    assertThat(api.resources().memory().bytes()).isEqualTo(1L << 30);
    assertThat(api.health().path()).isEqualTo("/ready");
    assertThat(api.health().interval()).hasSeconds(10);
  }

  @Test
  void resetTakesOutAndOverrideStandsForAll() {
    var api =
        service(
            """
            services:
              api:
                environment: !override { ONLY: this }
                volumes: !reset []
                mem_limit: !reset null
                labels: !reset null
            """);
    assertThat(api.env()).containsOnlyKeys("ONLY");
    assertThat(api.disks()).isEmpty();
    assertThat(api.resources().memory().bytes()).isEqualTo(512L << 20);
  }

  @Test
  void everyLineIsToldOfItsOwnFile() {
    var made =
        Initialization.ofFiles(
            List.of(
                new ForeignFile("docker-compose.yml", BASE),
                new ForeignFile(
                    "docker-compose.prod.yml",
                    """
                    services:
                      api:
                        restart: always
                        environment: [LEVEL=warn]
                        mem_limit: !reset null
                      queue:
                        environment: [B=two]
                    """)));
    assertThat(made.found())
        .containsExactly(
            "docker-compose.yml", "docker-compose.prod.yml, laid over docker-compose.yml");
    assertThat(told(made.ledger()))
        .contains(
            "docker-compose.yml:6 replaced by docker-compose.prod.yml:4",
            "docker-compose.yml:13 taken out by docker-compose.prod.yml:5",
            "docker-compose.prod.yml:5 it takes out what docker-compose.yml:13 says",
            "docker-compose.prod.yml:3 not needed: it is always started again, with growing pauses",
            "docker-compose.prod.yml:4 → services.api.env.LEVEL",
            "docker-compose.yml:7 → services.api.env.REGION",
            "docker-compose.yml:19 → services.queue.env.A",
            "docker-compose.prod.yml:7 → services.queue.env.B");
    assertThat(made.text())
        .contains("#   replaced by docker-compose.prod.yml:4\n#     docker-compose.yml:6 ");
  }

  @Test
  void whatDockerComposeLaysOverByItselfIsRead(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("docker-compose.yml"), BASE);
    Files.writeString(
        folder.resolve("docker-compose.override.yml"),
        "services: { api: { environment: { LEVEL: debug } } }\n");
    Files.writeString(
        folder.resolve("docker-compose.prod.yml"),
        "services: { api: { environment: { LEVEL: warn } } }\n");
    var made = Initialization.ofFolder(folder);
    assertThat(made.text())
        .contains("LEVEL: debug")
        .contains("# Found: docker-compose.override.yml, laid over docker-compose.yml")
        .contains("--from docker-compose.yml --from docker-compose.prod.yml");
  }

  @Test
  void aServiceHasWhatItExtends() {
    var manifest =
        made(
            """
            services:
              base: &b
                image: shop/api:1
                environment: [LEVEL=info, A=1]
                command: serve
              worker:
                extends: { service: base }
                environment: { LEVEL: debug }
                command: [work, --all]
              again:
                extends: worker
              round:
                extends: round
                image: x:1
              elsewhere:
                extends: { file: common.yml, service: app }
                image: x:2
            """,
            "services: {}");
    var services = manifest.app().services();
    assertThat(services.get("worker").image()).contains("shop/api:1");
    assertThat(services.get("worker").start()).contains("work --all");
    assertThat(services.get("worker").env().get("LEVEL").value()).contains("debug");
    assertThat(services.get("worker").env().get("A").value()).contains("1");
    assertThat(services.get("again").start()).contains("work --all");
    assertThat(services.get("base").start()).contains("serve");
    assertThat(services).containsKeys("round", "elsewhere");
  }

  @Test
  void aFileThatCantBeReadIsNamed() {
    var made =
        Initialization.ofFiles(
            List.of(
                new ForeignFile("compose.yaml", BASE),
                new ForeignFile("compose.prod.yaml", "services:\n  api: [\n")));
    assertThat(made.unread()).hasSize(1).first().asString().startsWith("compose.prod.yaml:2 can't");
  }

  private static Service service(String over) {
    return made(BASE, over).environment("development").orElseThrow().services().get("api");
  }

  private static Manifest made(String base, String over) {
    var files =
        List.of(new ForeignFile("compose.yaml", base), new ForeignFile("compose.two.yaml", over));
    var text = Initialization.ofFiles(files).text();
    assertThat(Initialization.ofFiles(files).text()).isEqualTo(text);
    return ManifestReader.parse("slipway.yaml", text).orThrow();
  }

  private static List<String> told(Ledger ledger) {
    return ledger.lines().stream()
        .map(
            line ->
                line.file()
                    + ":"
                    + line.place().line()
                    + switch (line.fate()) {
                      case Ledger.Fate.Carried carried -> " → " + carried.to();
                      case Ledger.Fate.Noted noted -> " " + noted.reason();
                    })
        .toList();
  }
}
