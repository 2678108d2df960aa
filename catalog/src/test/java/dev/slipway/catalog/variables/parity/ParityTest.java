package dev.slipway.catalog.variables.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.variables.Configuration;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.Holder;
import dev.slipway.catalog.variables.Value;
import dev.slipway.catalog.variables.Variable;
import dev.slipway.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParityTest {
  @TempDir Path folder;

  /** Names and values in turn; a value that begins with ! is a secret. */
  private static Configuration environment(String name, String... namesAndValues) {
    return environment(name, Holder.ALL, namesAndValues);
  }

  private static Configuration environment(String name, Holder holder, String... namesAndValues) {
    var variables = new ArrayList<Variable>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      variables.add(variable(holder, namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Configuration(new EnvironmentKey("erp", name), 1, variables);
  }

  private static Variable variable(Holder holder, String name, String value) {
    return new Variable(
        holder,
        name,
        value.startsWith("!") ? Value.secret(value.substring(1)) : Value.plain(value));
  }

  private static List<String> findings(ParityReport report, String name) {
    return report.rows().stream()
        .filter(row -> row.name().equals(name))
        .flatMap(row -> row.findings().stream())
        .map(finding -> finding.level().mark() + " " + finding.text())
        .toList();
  }

  private static final Expectations PRODUCTION = Expectations.none("production");

  @Test
  void showsTheTableOfTheTwoEnvironments() {
    var staging =
        environment(
            "staging",
            "CORS_ORIGINS",
            "https://stage.erp.example/",
            "JWT_SECRET",
            "!0123456789abcdef-staging",
            "S3_BUCKET",
            "erp-staging",
            "SMTP_HOST",
            "smtp.mail.example");
    var production =
        environment(
            "production",
            "CORS_ORIGINS",
            "https://erp.example",
            "JWT_SECRET",
            "!0123456789abcdef-production",
            "SMTP_HOST",
            "smtp.mail.example");
    var expectations =
        new Expectations(
            "production",
            Map.of(),
            List.of(new ReadName("backend", "S3_BUCKET", "storage.service.js")),
            List.of(),
            Map.of());
    var report = Parity.between(staging, production, expectations);
    assertThat(report.lines())
        .satisfiesExactly(
            line -> assertThat(line).matches(" {16}staging {21}production"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "▲ CORS_ORIGINS  https://stage.erp.example/  https://erp.example  "
                            + "staging: trailing slash: browsers will refuse it"),
            line ->
                assertThat(line)
                    .matches("  JWT_SECRET    ••••.. \\(secret\\) {13}••••.. \\(secret\\)"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "✖ S3_BUCKET     erp-staging                 –                    "
                            + "missing in production; backend reads it (storage.service.js)"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "▲ SMTP_HOST     smtp.mail.example           smtp.mail.example    "
                            + "same as production: staging can send real mail"));
    assertThat(report.errors()).isEqualTo(1);
    assertThat(report.warnings()).isEqualTo(2);
    assertThat(report.gate().orElseThrow().text())
        .startsWith(
            "variables: S3_BUCKET missing in production; backend reads it (storage.service.js)")
        .contains("slipway env diff staging production");
  }

  @Test
  void aMissingNameThatNobodyIsSeenToReadOnlyWarns() {
    var report =
        Parity.between(
            environment("staging", "OLD_FLAG", "1"), environment("production"), PRODUCTION);
    assertThat(findings(report, "OLD_FLAG")).containsExactly("▲ missing in production");
    assertThat(report.gate()).isEmpty();
  }

  @Test
  void whatTheManifestRequiresMustBeSomewhere() {
    var expectations =
        new Expectations(
            "production", Map.of("agent", Set.of("AI_KEY")), List.of(), List.of(), Map.of());
    var report = Parity.between(environment("staging"), environment("production"), expectations);
    assertThat(findings(report, "AI_KEY"))
        .containsExactly("✖ missing in both; agent needs it (slipway.yaml)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DATABASE_URL | !postgres://stage:x@db.example/erp | !postgres://app:y@db.example:5432/erp?a=1"
            + " | ✖ production's database: staging would change real data",
        "STRIPE_KEY | !sk_live_1 | !sk_live_1 | ▲ same as production: staging can charge real customers",
        "S3_BUCKET | erp | erp | ▲ same as production: staging can change production's files",
        "JWT_SECRET | !0123456789abcdefgh | !0123456789abcdefgh"
            + " | ▲ same as production: what leaks in staging opens production",
        "REDIS_URL | redis://r.example:6379 | redis://r.example:6379"
            + " | ▲ same as production: staging would take production's jobs"
      })
  void saysWhatWouldComeOfTheSameValue(String name, String left, String right, String finding) {
    var report =
        Parity.between(
            environment("staging", name, left), environment("production", name, right), PRODUCTION);
    assertThat(findings(report, name)).contains(finding);
    var mirrored =
        Parity.between(
            environment("production", name, right), environment("staging", name, left), PRODUCTION);
    assertThat(findings(mirrored, name)).contains(finding);
  }

  @ParameterizedTest
  @CsvSource({"LOG_FORMAT, json", "SMTP_PORT, 587", "CACHE_URL_ENABLED, true", "S3_REGION, eu-1"})
  void whatMayBeTheSameIsNotBlamed(String name, String value) {
    var report =
        Parity.between(
            environment("staging", name, value),
            environment("production", name, value),
            PRODUCTION);
    assertThat(findings(report, name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "API_URL | api.erp.example | ✖ malformed URL: it has no scheme (https://…)",
        "API_URL | https:// | ✖ malformed URL: it has no host",
        "API_URL | https://api .example | ✖ malformed URL: it has a blank in it",
        "DATABASE_URL | !postgres://u:p@ss@db/erp | ✖ malformed URL: a @ in the password must be written %40",
        "API_URL | http://localhost:3000 | ▲ points at the machine itself (localhost)",
        "API_URL | http://api.erp.example | ▲ is not encrypted (http://)",
        "DATABASE_URL | postgres://${USER}@db/erp | ▲ ${…} is not filled in here: write the whole address",
        "CORS_ORIGIN | erp.example | ✖ no scheme in erp.example: write https://erp.example",
        "CORS_ORIGIN | https://erp.example/app | ✖ an origin has no path: write https://erp.example",
        "ALLOWED_ORIGINS | https://a.example,https://a.example | ▲ https://a.example stands there twice",
        "ALLOWED_ORIGINS | * | ▲ * lets every site call it",
        "ALLOWED_ORIGINS | [\"https://a.example/\"] | ▲ trailing slash: browsers will refuse it",
        "JWT_SECRET | !CHANGE_ME_JWT_SECRET_64_CHARS | ✖ still the placeholder of the example",
        "JWT_SECRET | !short | ▲ 5 characters: too few to sign with (openssl rand -hex 32)",
        "JWT_SECRET | 0123456789abcdefgh | ▲ looks like a secret and is readable: set it with --secret",
        "DEBUG | true | ▲ debugging is on: errors will show their insides to users",
        "NODE_ENV | development | ▲ Node runs slower and leaks errors unless it is production",
        "NAME | \"quoted\" | ▲ the quotes around it are part of the value"
      })
  void seesWhatIsWrongWithAValue(String name, String value, String finding) {
    var report = Parity.of(environment("production", name, value), PRODUCTION);
    assertThat(findings(report, name)).containsExactly(finding);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "API_URL | https://api.erp.example/v1",
        "API_URL | /api",
        "DATABASE_URL | !postgres://u:p%40ss@a.example:5432,b.example:5432/erp?sslmode=require",
        "DATABASE_URL | !postgres://u:p@db_main:5432/erp",
        "REDIS_URL | redis://cache.example:6379/0",
        "ALLOWED_ORIGINS | https://erp.example,https://*.erp.example https://www.erp.example:8443",
        "SUPPORT_URL | mailto:help@erp.example",
        "LOG_LEVEL | warn",
        "STRIPE_KEY | !sk_live_51"
      })
  void saysNothingAboutWhatIsRight(String name, String value) {
    var report = Parity.of(environment("production", name, value), PRODUCTION);
    assertThat(findings(report, name)).isEmpty();
  }

  @Test
  void emptyAndBlankEndedValuesAreErrors() {
    var report = Parity.of(environment("production", "A", "", "B", "x "), PRODUCTION);
    assertThat(findings(report, "A")).containsExactly("✖ empty");
    assertThat(findings(report, "B")).containsExactly("✖ begins or ends with a blank");
  }

  @Test
  void servicesThatMustShareASecretDo() {
    var app = variable(Holder.service("app"), "AGENT_SECRET", "!one");
    var agent = variable(Holder.service("agent"), "AGENT_SECRET", "!two");
    var key = new EnvironmentKey("erp", "production");
    var expectations =
        new Expectations(
            "production",
            Map.of(),
            List.of(),
            List.of(new SharedSecret("AGENT_SECRET", Set.of("app", "agent"))),
            Map.of());
    var differ = Parity.of(new Configuration(key, 1, List.of(app, agent)), expectations);
    assertThat(differ.gate().orElseThrow().fact())
        .matches(
            "variables: AGENT_SECRET differs in production: agent ••••.., app ••••..;"
                + " agent and app must share it");
    var missing = Parity.of(new Configuration(key, 1, List.of(app)), expectations);
    assertThat(missing.gate().orElseThrow().fact())
        .contains("missing in production for agent; agent and app must share it");
    var shared =
        Parity.of(
            new Configuration(
                key, 1, List.of(variable(Holder.ALL, "AGENT_SECRET", "!0123456789abcdef"))),
            expectations);
    assertThat(shared.gate()).isEmpty();
  }

  @Test
  void neverRepeatsASecret() {
    var report =
        Parity.between(
            environment("staging", "DATABASE_URL", "!postgres://u:hunter22@db.example/erp"),
            environment("production", "DATABASE_URL", "!postgres://u:hunter33@db.example/erp"),
            PRODUCTION);
    assertThat(String.join("\n", report.lines()) + report.gate())
        .doesNotContain("hunter22")
        .doesNotContain("hunter33");
  }

  @Test
  void readsWhatTheManifestExpects() {
    var text =
        """
        app: devsphere
        services:
          web:
            start: node web.js
            groups: [agents]
            env:
              NEXT_PUBLIC_URL: https://x.example
              STRIPE_KEY: { secret: true }
              SIGNING: { generate: 32 }
              OPTIONAL: { secret: true, required: false }
          agent:
            start: python agent.py
            reachable: false
            groups: [agents]
        groups:
          agents:
            AGENT_SECRET: { secret: true }
        """;
    var environment =
        ManifestReader.parse("slipway.yaml", text)
            .orThrow()
            .environments()
            .values()
            .iterator()
            .next();
    var expectations = DeclaredExpectations.of(environment, "production", List.of());
    assertThat(expectations.required())
        .containsEntry("web", Set.of("AGENT_SECRET", "STRIPE_KEY"))
        .containsEntry("agent", Set.of("AGENT_SECRET"));
    assertThat(expectations.shared())
        .containsExactly(new SharedSecret("AGENT_SECRET", Set.of("agent", "web")));
    assertThat(expectations.groups()).containsEntry("web", List.of("agents"));
  }

  @Test
  void findsWhereTheSourceReadsAName() throws IOException {
    Files.createDirectories(folder.resolve("src"));
    Files.createDirectories(folder.resolve("node_modules/x"));
    Files.writeString(folder.resolve("src/a.ts"), "const b = process.env.S3_BUCKET ?? 'x'");
    Files.writeString(folder.resolve("src/b.py"), "os.getenv('A_KEY'); os.environ[\"B_KEY\"]");
    Files.writeString(folder.resolve("src/C.java"), "System.getenv(\"PORT\")");
    Files.writeString(folder.resolve("src/s.prisma"), "url = env(\"DATABASE_URL\")");
    Files.writeString(folder.resolve("node_modules/x/i.js"), "process.env.NOT_OURS");
    Files.write(folder.resolve("src/broken.js"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(SourceReads.in(folder, "backend"))
        .containsExactlyInAnyOrder(
            new ReadName("backend", "S3_BUCKET", "a.ts"),
            new ReadName("backend", "A_KEY", "b.py"),
            new ReadName("backend", "B_KEY", "b.py"),
            new ReadName("backend", "PORT", "C.java"),
            new ReadName("backend", "DATABASE_URL", "s.prisma"));
  }
}
