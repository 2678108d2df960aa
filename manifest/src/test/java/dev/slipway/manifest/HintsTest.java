package dev.slipway.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Hints that alone suffice to mend what was written. */
final class HintsTest {
  @Test
  void schedules() {
    assertThat(schedule("every day at 2")).isEqualTo("write 0 2 * * *");
    assertThat(schedule("daily at 2:30pm")).isEqualTo("write 30 14 * * *");
    assertThat(schedule("every 15 minutes")).isEqualTo("write 15m");
    assertThat(schedule("0 0 2 * * ?")).isEqualTo("write 0 2 * * * (without the seconds)");
    assertThat(schedule("61 * * * *")).isEqualTo("write minutes from 0 to 59 in the first field");
    assertThat(schedule("0 2 * * funday"))
        .isEqualTo("write days of the week from 0 (Sunday) to 7 in the fifth field");
    assertThat(schedule("@reboot")).startsWith("write one of @hourly, @daily");
    assertThat(schedule("sometimes")).startsWith("write a duration such as 4h, @daily, or five");
  }

  @Test
  void wordsOfCronAreRead() {
    var job =
        ManifestReader.parse("slipway.yaml", job("'@daily'"))
            .orThrow()
            .environment("development")
            .orElseThrow()
            .jobs()
            .get("nightly");
    assertThat(job.schedule()).hasToString("0 0 * * *");
  }

  @Test
  void valuesOfOtherFormats() {
    assertThat(Told.hint(web("port: '8080:3000'"))).isEqualTo("write 3000");
    assertThat(Told.hint(web("replicas: two"))).isEqualTo("write 2");
    assertThat(Told.hint(web("resources: 512m"))).isEqualTo("write { memory: 512m }");
    assertThat(Told.hint(web("env: [NODE_ENV=production]"))).endsWith(": NODE_ENV: production");
    assertThat(Told.hint(web("env: { A: $B }")))
        .isEqualTo(
            "remove it if Slipway gives it (as DATABASE_URL), or write { secret: true } and set it"
                + " with slipway env set");
    assertThat(Told.hint(web("env: { A: '${B:-3}' }")))
        .isEqualTo("write 3 here, and what differs in an environment in environments.NAME.env");
    assertThat(Told.hint(web("build: .")))
        .isEqualTo(
            "write source: . for the folder, and build: { dockerfile: Dockerfile } to build its"
                + " Dockerfile");
    assertThat(Told.hint(web("build: { env: { A: '${services.wbe.url}' } }")))
        .isEqualTo("did you mean \"web\"?");
  }

  @Test
  void environments() {
    assertThat(Told.hint(production("trigger: on push to main"))).isEqualTo("write push main");
    assertThat(Told.hint(production("trigger: main"))).isEqualTo("write push main");
    assertThat(Told.hint(production("trigger: tags"))).isEqualTo("write tag v*");
    assertThat(Told.hint(production("trigger: promote from staging")))
        .isEqualTo("write after staging");
    assertThat(Told.hint(production("domains: a.example, b.example")))
        .isEqualTo("write a list: [a.example, b.example]");
    assertThat(Told.hint(production("freeze: [{ from: friday 4pm, until: Mon 08:00 }]")))
        .isEqualTo("write Fri 16:00");
    assertThat(Told.hint(production("backup: { to: 's3:backups/erp' }")))
        .isEqualTo("write s3://backups/erp");
    assertThat(Told.hint(production("env: { A: { from: 'vault://erp#a' } }")))
        .isEqualTo("write vault:erp#a");
  }

  @Test
  void keysOfOtherFormats() {
    assertThat(Told.hint(web("restart: always")))
        .isEqualTo("remove it: instances are always started again, with growing pauses");
    assertThat(Told.of("app: erp\nservices:\n  web:\n    start: x\n  env:\n    MODE: a\n"))
        .contains(
            "5 services.env: env is a key of what stands here, and stands where the names do →"
                + " indent it and what is below it by two more spaces, under the name it belongs"
                + " to");
  }

  @Test
  void whatIsNotYaml() {
    assertThat(Told.of("app: erp\nservices:\n  web:\n    start: \"npm start\n    port: 80\n"))
        .containsExactly(
            "4 : the quote that opens here is never closed → close it at the end of the value, or"
                + " write the value without quotes");
    assertThat(Told.of("app: erp\nservices: { web: { start: x }\njobs: {}\n"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("2 : the { that opens here is not closed before line 3");
    assertThat(Told.of("app: erp\nservices:\n web:\n   start: x\n  api:\n   start: y\n"))
        .containsExactly(
            "5 : this line is indented by 2, and no line above that it could go with is → indent it by"
                + " 3, as line 4 is, or by 1, as line 3 is");
  }

  private static String web(String line) {
    return "app: erp\nservices:\n  web:\n    start: x\n    " + line + "\n";
  }

  private static String production(String line) {
    return "app: erp\nservices: { web: { start: x } }\nenvironments:\n  production:\n    "
        + line
        + "\n";
  }

  private static String schedule(String text) {
    return Told.hint(job("'" + text + "'"));
  }

  private static String job(String schedule) {
    return "app: erp\nservices: { web: { start: x } }\njobs:\n  nightly: { run: y, schedule: "
        + schedule
        + " }\n";
  }
}
