package dev.slipway.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.tree.Mistake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told about each mistake: asserted word by word. */
final class MistakesTest {
  private static final String APP =
      """
      app: erp
      services:
        backend: { start: npm start }
        frontend: { start: npm run serve, path: /app }
      databases:
        main: {}
      environments:
        development:
      """;

  @Test
  void whatBrowsersRemember() {
    tells(
        APP + "    certificate: self-signed\n    https: { hsts: 365d }\n",
        "10:20 environments.development.https.hsts: browsers that insist on https let nobody past a"
            + " certificate they don't trust, and certificate is self-signed → remove hsts, or"
            + " write certificate: acme or own");
    tells(
        APP + "    certificate: none\n    https: true\n",
        "10:12 environments.development.https: plain requests would be sent to https, and the"
            + " environment has no certificate → remove redirect, or write certificate: acme");
    tells(
        APP + "    https: { hsts: 0s }\n",
        "9:20 environments.development.https.hsts: browsers would remember nothing → write 365d; 1s"
            + " has them forget what they remember, and no hsts leaves it as it is");
    tells(
        APP + "    https: { redirect: false, hsts: { age: 30d, preload: true } }\n",
        "9:24 environments.development.https.redirect: browsers ship with hosts that send plain"
            + " requests to https, and redirect is false → remove redirect, or remove preload",
        "9:37 environments.development.https.hsts: browsers ship with hosts only if all below them"
            + " are https as well → add subdomains: true, or remove preload",
        "9:44 environments.development.https.hsts.age: browsers ship with hosts that promise a"
            + " year, and age is 30d → write age: 365d, or remove preload");
  }

  @Test
  void aNewUsersFirstMistakes() {
    tells(
        "app: erp\nservices:\n  web: { command: npm start }",
        "3:8 services.web.start: a web service needs start, image or a Dockerfile → add the command"
            + " that runs it, as in start: npm start",
        "3:10 services.web.command: unknown key → here it is called start");
    tells(
        "app: My Shop\n",
        "1:6 app: \"My Shop\" is not a name: small letters, digits and hyphens, starting with a"
            + " letter → write my-shop");
    tells(
        "services: { web: { start: x } }",
        "1:1 app: is missing → add app: the application's name, used in host names and database"
            + " names");
    tells(
        "app: erp\nservices:\n  web: { start: x, databases: [mian] }\ndatabases:\n  main:\n",
        "3:32 services.web.databases[0]: there is no database \"mian\" → did you mean \"main\"?");
    tells(
        "app: erp\nservices:\n  web:\n    start: x\n    depends_on: [api]\n",
        "5:5 services.web.depends_on: unknown key → here it is called needs");
    tells(
        "app: erp\nservices:\n  web: { start: x, health: { interval: 30 } }",
        "3:40 services.web.health.interval: \"30\" is not a duration → write 30s");
    tells(
        "app: erp\nservices:\n  web: { start: x, resources: { memory: 512 megabytes } }",
        "3:41 services.web.resources.memory: \"512 megabytes\" is not a size → write 512MB");
    tells(
        "app: erp\nservices:\n  web: { start: x, reachable: yes }",
        "3:31 services.web.reachable: \"yes\" is not true or false → write true");
    tells(
        "app: erp\nservices:\n  web: { start: x, strategy: bluegreen }",
        "3:30 services.web.strategy: \"bluegreen\" is not one of auto, rolling, blue-green, canary,"
            + " stop-first → write blue-green");
    tells(
        "app: erp\nservices:\n- start: npm start\n",
        "3:1 services: needs a mapping of names to values and has a list → write a name of its own"
            + " for each instead of the hyphen, and start: and the other keys below it");
    tells(
        "app: erp\nservices:\n\tweb:\n",
        "3:1 : a tab indents this line → YAML indents with spaces: use two");
    tells(
        "app: erp\nservices:\n  web:\n    start: node -e \"a\" b: c\n",
        "4:5 : the value has a colon and a space, which starts another key → put the value in"
            + " quotes: start: 'node -e \"a\" b: c'");
    tells(
        "app: erp\nservices:\n  web: { start: x }\n  web: { start: y }\n",
        "4:3 services.web: the key stands twice, first in line 3 → remove one of the two, or join"
            + " them");
    tells(
        "app: erp\n"
            + "services:\n"
            + "  web: { start: x }\n"
            + "jobs:\n"
            + "  nightly: { run: x, schedule: 0 25 * * * }",
        "5:32 jobs.nightly.schedule: \"0 25 * * *\" is not a schedule (4h, never, @daily, or five"
            + " cron fields) → write hours from 0 to 23 in the second field");
    tells(
        "app: erp\nservices:\n  web:\n",
        "3:7 services.web.start: a web service needs start, image or a Dockerfile → add the command"
            + " that runs it, as in start: npm start");
  }

  @Test
  void secretsInPlain() {
    var fact =
        " has a secret in plain, which everybody with the code can read → write { secret: true }"
            + " and set it with slipway env set, or { generate: 48 } for a random one; if it is in"
            + " use, rotate it";
    tells(
        "app: erp\nservices:\n  web: { start: x, env: { JWT_SECRET: hunter2222 } }",
        "3:39 services.web.env.JWT_SECRET: JWT_SECRET" + fact);
    tells(
        "app: erp\nservices:\n  web: { start: x, env: { DB: 'postgres://me:hunter2@db/erp' } }",
        "3:31 services.web.env.DB: DB" + fact);
    tells(
        "app: erp\nservices:\n  web: { start: x, env: { S3: AKIAIOSFODNN7EXAMPLE } }",
        "3:31 services.web.env.S3: S3" + fact);
    isFine(
        "app: erp\n"
            + "services:\n"
            + "  web: { start: x, env: { TOKEN_URL: 'https://x.example/t', PASSWORD_MIN: 8,"
            + " PUBLIC_KEY: abcdef } }");
  }

  @Test
  void productionSharesWithNobody() {
    tells(
        APP
            + "  staging:\n"
            + "    databases: { main: { source: { kind: shared, from: production } } }\n"
            + "  production:\n",
        "10:34 environments.staging.databases.main.source: production is production and shares its"
            + " database with staging → write { kind: masked, from: production } in the other"
            + " environment: a copy with personal data changed");
    tells(
        APP
            + "preview: production\n  "
                .stripTrailing()
                .replace("preview", "  production:\npreview"),
        "10:10 preview: previews can't take over the settings of production, which is production →"
            + " base them on an environment without real users' data");
    tells(
        APP
            + "    env: { DB: 'postgres://db.example/erp' }\n"
            + "  production:\n"
            + "    env: { DB: 'postgresql://db.example:5432/erp' }\n",
        "9:16 environments.development.env.DB: the database at db.example:5432/erp is production's,"
            + " which is production → give development a database of its own");
    isFine(
        APP
            + "  staging:\n"
            + "    databases: { main: { source: { kind: shared, from: development } } }\n");
  }

  @Test
  void portsHostsOriginsGroupsAndCircles() {
    tells(
        "app: erp\n"
            + "services:\n"
            + "  a: { start: x, port: 3000 }\n"
            + "  b: { start: x, port: 3000, path: /b }",
        "4:24 services.b.port: port 3000 is services.a's already → remove port and listen on $PORT,"
            + " or write another");
    tells(
        "app: erp\nservices:\n  a: { start: x, port: 3000, replicas: 3 }",
        "3:24 services.a.port: 3 instances can't all listen on port 3000 of one machine → remove"
            + " port and listen on $PORT, which differs for each");
    tells(
        APP + "    domains: [erp.example]\n  staging:\n    domains: [erp.example]\n",
        "11:15 environments.staging.domains[0]: erp.example is environments.development's already →"
            + " give each environment host names of its own");
    tells(
        "app: erp\n"
            + "services:\n"
            + "  a: { start: x, env: { CORS_ORIGINS: 'https://erp.example/,app.example' } }",
        "3:39 services.a.env.CORS_ORIGINS: the origin https://erp.example/ has a path or a trailing"
            + " slash: browsers will refuse it → write https://erp.example");
    tells(
        "app: erp\nservices:\n  a: { start: x, env: { ORIGIN: erp.example } }",
        "3:33 services.a.env.ORIGIN: the origin erp.example has no scheme: browsers will refuse it"
            + " → write https://erp.example");
    tells(
        "app: erp\n"
            + "services:\n"
            + "  a: { start: x, groups: [auth] }\n"
            + "  b: { start: x, groups: [auth], env: { KEY: other }, path: /b }\n"
            + "groups:\n"
            + "  auth: { KEY: { generate: 32 } }",
        "4:46 services.b.env.KEY: KEY differs from group auth, which services.a has too → remove it"
            + " here: the group gives it to all");
    tells(
        "app: erp\n"
            + "services:\n"
            + "  a: { start: x, needs: [b] }\n"
            + "  b: { start: x, needs: [a], path: /b }",
        "3:25 services.a.needs: goes round in a circle: a → b → a → remove one of them: nothing is"
            + " started before itself");
    tells(
        APP
            + "  staging:\n"
            + "    promote: { from: production }\n"
            + "  production:\n"
            + "    promote: { from: staging }\n",
        "10:14 environments.staging.promote: goes round in a circle: staging → production → staging"
            + " → remove one of them: nothing is promoted from itself");
    tells(
        APP
            + "  staging:\n"
            + "    promote: { soak: 4h }\n"
            + "  qa: {}\n"
            + "  production:\n"
            + "    trigger: after qa\n"
            + "    promote: { from: staging, hotfix: [soak] }\n",
        "10:22 environments.staging.promote.soak: it is measured where the release ran before, and"
            + " promote.from names no environment → add from: staging",
        "13:14 environments.production.trigger: it follows qa, and promote.from says that releases"
            + " come from staging → write after staging");
    tells(
        "app: erp\nservices:\n  a: { start: x, env: { URL: '${services.billing.url}' } }",
        "3:30 services.a.env.URL: ${services.billing.url} refers to nothing → services has a");
    tells(
        "app: erp\nservices:\n  a: { start: x, env: { URL: '${HOST}/x' } }",
        "3:30 services.a.env.URL: ${HOST} refers to nothing → write { secret: true } for a value"
            + " that is set from outside by slipway env set, ${databases.main.url} or ${env.NAME}"
            + " for what Slipway knows, $${ for a plain ${");
  }

  @Test
  void aPathHasOneServiceThatAnswers() {
    var two = "app: erp\nservices:\n  a: { start: x }\n  b: { start: x, path: / }\n";
    var hint =
        " → give one of them a part of the address, as in path: /b; write reachable: false if only"
            + " services ask it; or give it a host of its own in domains: { host: ..., service: b"
            + " }";
    tells(
        two,
        "3:6 services.a.path: a answers at erp.localhost/, where b does too" + hint,
        "4:24 services.b.path: b answers at erp.localhost/, where a does too" + hint);
    isFine(two.replace("path: /", "path: /b"));
    isFine(two.replace("path: /", "reachable: false"));
    isFine(two.replace("path: /", "kind: worker"));
    isFine(
        two
            + "environments:\n  production:\n    domains:\n"
            + "      - { host: a.example, service: a }\n"
            + "      - { host: b.example, service: b }\n"
            + "      - { host: www.a.example, redirect: a.example }\n");
    isFine(
        "app: erp\nservices:\n  a: { start: x, only: [one] }\n  b: { start: x, only: [two] }\n"
            + "environments:\n  one:\n  two:\n");
  }

  @Test
  void whatARuleOfTodayRefusesCanStillBeReadOfARelease() {
    var two = "app: erp\nservices:\n  a: { start: x }\n  b: { start: x }\n";
    assertThat(told(two)).hasSize(2);
    assertThat(ManifestReader.kept(two).environment("development").orElseThrow().services())
        .containsOnlyKeys("a", "b");
  }

  @Test
  void kindsAndChoices() {
    tells(
        "app: erp\nservices:\n  a: { kind: static, publish: dist, start: x }",
        "3:44 services.a.start: a static site is served by the edge and starts nothing → remove"
            + " start, or write kind: web");
    tells(
        "app: erp\nservices:\n  a: { kind: worker, start: x, health: /health }",
        "3:40 services.a.health: a worker answers no requests, so its health can't be asked by HTTP"
            + " → write kind: web if it listens on $PORT, or remove it");
    tells(
        "app: erp\nservices:\n  a: { image: x, build: y }",
        "3:25 services.a.build: build and image exclude each other → keep image to run what is"
            + " built elsewhere, or build to build it here");
    tells(
        "app: erp\nservices: { a: { start: x } }\njobs: { n: { schedule: 4h } }",
        "3:12 jobs.n: needs run or request → add one of them");
    tells(
        APP + "    freeze: [{ from: Fri 16:00, until: 2026-12-24 }]\n",
        "9:40 environments.development.freeze[0].until: one end is a day of the week and the other"
            + " a date → write both the same way: Fri 16:00 and Mon 08:00, or two dates");
    tells(
        APP + "    services: { backen: { replicas: 2 } }\n",
        "9:17 environments.development.services.backen: there is no service \"backen\" → did you"
            + " mean \"backend\"?");
  }

  @Test
  void mistakesOfAllSortsComeTogetherInTheOrderOfTheFile() {
    var text =
        "app: Erp\n"
            + "services:\n"
            + "  a: { start: x, port: 3000, databases: [x] }\n"
            + "  b: { start: x, port: 3000, repliacs: 2, path: /b }\n"
            + "redis: []\n";

    assertThat(told(text)).hasSize(5).first().asString().startsWith("1:6 app");
  }

  @Test
  void hostileFilesAreRefusedWithTheReason(@TempDir Path folder) throws Exception {
    tells(
        "a: &a [x,x,x]\nb: [*a,*a]\n",
        "1:1 a: unknown key → the keys here are app, description, services, databases, redis,"
            + " buckets, mail, groups, jobs, checks, environments, preview, notices, alerts,"
            + " probes",
        "1:4 a: an anchor (&a) is not read here → remove it, and write its value out where it is"
            + " used",
        "2:1 b: unknown key → here it is called databases",
        "2:5 b[0]: an alias (*a) is not read here → write the value out in full",
        "2:8 b[1]: an alias (*a) is not read here → write the value out in full");
    assertThat(told("[".repeat(5_000))).hasSize(1);
    assertThat(told("a: ".repeat(5_000))).hasSize(1);
    assertThat(told("{".repeat(30_000))).hasSize(1);
    assertThat(told("app: erp\n---\napp: two\n"))
        .hasSize(1)
        .first()
        .asString()
        .contains("second document");
    assertThat(told("app: !!java.net.URL [x]\n")).isNotEmpty();
    assertThat(told("\u0000")).isNotEmpty();
    assertThat(told("")).isNotEmpty();
    assertThat(told("just a text")).isNotEmpty();

    var file = folder.resolve("slipway.yaml");
    Files.write(file, new byte[10 << 20]);
    assertThat(read(file)).contains("has 10485760 bytes, more than the 1048576 that are read");
    Files.write(file, "app: größe".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(read(file)).contains("is not UTF-8 (byte 8)").contains("Hint: save it as UTF-8");
    Files.write(file, "app: erp".getBytes(StandardCharsets.UTF_16));
    assertThat(read(file)).contains("UTF-16");
    assertThat(read(folder.resolve("nothing.yaml")))
        .contains("there is no such file")
        .contains("slipway init");
  }

  @Test
  void foldersThatAreNamedMustBeThere(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("backend"));
    Files.writeString(
        folder.resolve("slipway.yaml"),
        "app: erp\n"
            + "services:\n"
            + "  a: { start: x, source: backnd }\n"
            + "databases:\n"
            + "  main: { migrations: db/migrations }\n");

    assertThat(read(folder))
        .contains("there is no folder backnd here")
        .contains("did you mean \"backend\"?")
        .contains("there is no folder migrations here");
  }

  private static String read(Path path) {
    return ((Reading.Bad) ManifestReader.read(path)).text();
  }

  private static void isFine(String text) {
    assertThat(told(text)).isEmpty();
  }

  private static void tells(String text, String... expected) {
    assertThat(told(text)).describedAs(text).containsExactly(expected);
  }

  private static List<String> told(String text) {
    return switch (ManifestReader.parse("slipway.yaml", text)) {
      case Reading.Good good -> List.of();
      case Reading.Bad bad -> bad.mistakes().stream().map(MistakesTest::line).toList();
    };
  }

  private static String line(Mistake mistake) {
    var place = mistake.place();
    return place.line()
        + ":"
        + place.column()
        + " "
        + place.path()
        + ": "
        + mistake.problem().fact()
        + " → "
        + mistake.problem().hint();
  }
}
