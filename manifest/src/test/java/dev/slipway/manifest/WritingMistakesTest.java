package dev.slipway.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.tree.Mistake;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mistakes in how YAML is written, as people new to it make them: asserted word by word. */
final class WritingMistakesTest {
  @Test
  void brackets() {
    tells(
        "app: shop\nservices:\n  web: { start: npm start } }\n",
        "3:29 : nothing is open that this } could close → remove it, or put the value in quotes if the } belongs to it");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\n}\n",
        "5:1 : nothing is open that this } could close → remove it, or put the value in quotes if the } belongs to it");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\n    needs: [a]]\n",
        "5:15 : nothing is open that this ] could close → remove it, or put the value in quotes if the ] belongs to it");
    tells(
        "app: shop\nservices:\n  web: { start: npm start\n  api: { start: x }\n",
        "3:8 : the { that opens here is not closed before line 4 → close it with }, with commas between what stands in it");
    tells(
        "app: shop\nservices:\n  web: { start: npm start\n",
        "3:8 : the { that opens here is not closed → close it with }, with commas between what stands in it");
    tells(
        "app: shop\nservices:\n  web:\n    start: x\n    databases: [main\n",
        "5:16 : the [ that opens here is not closed → close it with ], with commas between what stands in it");
    tells(
        "{\n  \"app\": \"shop\",\n  \"services\": {\n    \"web\": { \"start\": \"x\" },\n  }\n",
        "1:1 : the { that opens here is not closed → close it with }, with commas between what stands in it");
    tells(
        "app: shop\nservices:\n  web: { start: x port: 3000 }\n",
        "3:19 : a comma is missing before port → write , between what stands in the brackets");
    tells(
        "app: shop\nservices:\n  web: { start: x, env: { URL: ${databases.main.url} } }\ndatabases:\n  main:\n",
        "3:32 : between { } and [ ] a ${...} needs quotes, or its brackets count as YAML's → write '${databases.main.url}'");
    tells(
        "app: shop\nservices:\n  web:\n    start: x\n    env:\n      KEY: {{ secrets.KEY }}\n",
        "6:13 services.web.env.KEY: a key is not a single value → write a word before the colon; {{ ... }} is another tool's: write { secret: true } for a value that is set from outside, or ${...} for what Slipway knows");
  }

  @Test
  void quotes() {
    tells(
        "app: shop\nservices:\n  web:\n    start: \"npm start\n    port: 3000\n",
        "4:12 : the quote that opens here is never closed → close it at the end of the value, or write the value without quotes");
    tells(
        "app: shop\nservices:\n  web:\n    start: 'npm start\n    port: 3000\ndatabases:\n  main:\n",
        "4:12 : the quote that opens here is never closed → close it at the end of the value, or write the value without quotes");
    tells(
        "app: shop\nservices:\n  \"web: { start: x }\n",
        "3:3 : the quote that opens here is never closed → close it at the end of the value, or write the value without quotes");
    tells(
        "app: shop\ndescription: 'the shop's orders'\nservices:\n  web: { start: x }\n",
        "2:24 : the value ends with the quote before this, and more follows → put quotes around all of it: description: 'the shop''s orders'");
    tells(
        "app: shop\nservices:\n  web:\n    start: \"npm\" start\n",
        "4:17 : the value ends with the quote before this, and more follows → put quotes around all of it: start: '\"npm\" start'");
    tells(
        "app: shop\nservices:\n  web:\n    start: \"grep \\d+ x\"\n",
        "4:19 : in double quotes a \\ starts a sign of its own, and \\d is none → use single quotes, in which \\ is a letter like any other, or write \\\\");
    tells(
        "app: shop\nservices:\n  web:\n    start: \"C:\\shop\\run.exe\"\n",
        "4:16 : in double quotes a \\ starts a sign of its own, and \\s is none → use single quotes, in which \\ is a letter like any other, or write \\\\");
    tells(
        "app: “shop”\nservices:\n  web:\n    start: ‘npm start’\n",
        "1:6 app: the quotes around the value are letters to YAML → write straight ones: 'shop'",
        "4:12 services.web.start: the quotes around the value are letters to YAML → write straight ones: 'npm start'");
  }

  @Test
  void valuesThatNeedQuotes() {
    tells(
        "app: shop\nservices:\n  web: { start: x }\nenvironments:\n  production:\n    domains: [*.shop.example]\n",
        "6:15 : the value starts with *, which means something of its own to YAML → put the value in quotes: domains: ['*.shop.example']");
    tells(
        "app: shop\nservices:\n  web: { start: x }\nenvironments:\n  production:\n    domains:\n      - *.shop.example\n",
        "7:9 : the value starts with *, which means something of its own to YAML → put the value in quotes: - '*.shop.example'");
    tells(
        "app: shop\nservices:\n  web:\n    start: x\n    env:\n      FORMAT: %h %l\n",
        "6:15 : the value starts with %, which means something of its own to YAML → put the value in quotes: FORMAT: '%h %l'");
    tells(
        "app: shop\nservices:\n  web:\n    start: x\n    env:\n      OWNER: @me\n",
        "6:14 : the value starts with @, which means something of its own to YAML → put the value in quotes: OWNER: '@me'");
    tells(
        "app: shop\nservices:\n  web:\n    start: `npm start`\n",
        "4:12 : the value starts with `, which means something of its own to YAML → put the value in quotes: start: '`npm start`'");
    tells(
        "app: shop\ndescription: Shop: orders and invoices\nservices:\n  web: { start: x }\n",
        "2:1 : the value has a colon and a space, which starts another key → put the value in quotes: description: 'Shop: orders and invoices'");
    tells(
        "app: shop\nservices:\n  web: { start: x }\njobs:\n  nightly:\n    run: x\n    schedule: * 2 * * *\n",
        "7:15 : the value starts with *, which means something of its own to YAML → put the value in quotes: schedule: '* 2 * * *'");
    tells(
        "app: shop\nservices:\n  web:\n    start: !run\n    env: { A: !secret x }\n",
        "4:12 services.web.start: a tag (!run) is not read here → remove it; if the ! belongs to the value, put the value in quotes",
        "5:15 services.web.env.A: a tag (!secret) is not read here → remove it; if the ! belongs to the value, put the value in quotes");
  }

  @Test
  void colons() {
    tells(
        "app: shop\nservices:\n  web:\n    start:npm start\n",
        "4:5 services.web: needs a mapping with keys of its own and has a single value → write a space after the colon: start: npm start");
    tells(
        "app:shop\nservices:\n  web:\n    start: npm start\n",
        "1:1 : a space is missing after the colon → write app: shop");
    tells(
        "app: shop\nservices\n  web:\n    start: npm start\n",
        "2:1 : the key services has no colon → write services:");
    tells(
        "app: shop\nservices:\n  web\n    start: npm start\n",
        "3:3 : the key web has no colon → write web:");
    tells(
        "app: shop\nservices:\n  web:\n    start npm start\n",
        "4:5 services.web: needs a mapping with keys of its own and has a single value → write a colon: start: npm start");
    tells(
        "app = shop\nservices:\n  web:\n    start: x\n",
        "1:1 : key and value stand on two sides of a = → write a colon: app: shop");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm run build &&\n  npm start\n",
        "5:3 : this line has no colon, and is no part of the line above → write it as key: value; or, if it goes on the value above, indent it further than that line");
  }

  @Test
  void indentation() {
    tells(
        "app: shop\nservices:\n  web:\n  \tstart: npm start\n",
        "4:3 : a tab indents this line → YAML indents with spaces: use two");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\n   port: 3000\n",
        "5:4 : this line is indented by 3, and no line above that it could go with is → indent it by 4, as line 4 is, or by 2, as line 3 is");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\n      port: 3000\n",
        "5:7 : this line is indented further than line 4, which has a value already → indent both alike, by 4 spaces; or remove the value in line 4 if this belongs below it");
    tells(
        "app: shop\nservices:\nweb:\n  start: npm start\n",
        "3:1 web: unknown key → if it belongs to services, which is empty, indent it and what is below it by two more spaces");
    tells(
        "app: shop\nservices:\n  web:\n  start: npm start\n  port: 3000\n",
        "3:7 services.web.start: a web service needs start, image or a Dockerfile → add the command that runs it, as in start: npm start",
        "4:3 services.start: start is a key of what stands here, and stands where the names do → indent it and what is below it by two more spaces, under the name it belongs to",
        "5:3 services.port: port is a key of what stands here, and stands where the names do → indent it and what is below it by two more spaces, under the name it belongs to");
    tells(
        "app: shop\nservices:\n  web:\n    build: |\n    npm ci\n    npm run build\n    start: x\n",
        "5:5 : the lines of the text that build: | begins are not indented → indent them by two spaces more than the line that begins them");
    tells(
        "app: shop\nservices:\n\u00a0\u00a0web:\n    start: x\n",
        "3:1 : a no-break space indents this line, which YAML takes for a letter → write ordinary spaces: web:");
    tells(
        "app: shop\nservices:\n  web:\n    start: x\n    needs:\n      -api\n",
        "6:7 services.web.needs: a space is missing after the hyphen → write - api");
  }

  @Test
  void listsAndMappings() {
    tells(
        "app: shop\nservices:\n  - web:\n      start: npm start\n",
        "3:3 services: needs a mapping of names to values and has a list → remove the hyphen before web:");
    tells(
        "app: shop\nservices:\n  - name: web\n    start: npm start\n",
        "3:3 services: needs a mapping of names to values and has a list → write web: instead of - name: web, and its other keys below it");
    tells(
        "app: shop\nservices:\n  web:\n    start: x\n    env:\n      - LEVEL=info\n      - A=b\n",
        "6:7 services.web.env: needs a mapping of names to values and has a list → write each on a line of its own, indented by two spaces: LEVEL: info");
    tells(
        "app: shop\nservices:\n  web:\n    start: x\ndatabases: [main]\n",
        "5:12 databases: needs a mapping of names to values and has a list → write each on a line of its own, indented by two spaces: main: {}");
    tells(
        "app: shop\nservices:\n  web:\n    start: x\n    needs:\n      api: true\n",
        "6:7 services.web.needs: needs a list and has a mapping → start each line with a hyphen: - api");
    tells(
        "app: shop\nservices:\n  web:\n    start:\n      command: npm start\n",
        "5:7 services.web.start: needs a text and has a mapping → write start: npm start");
    tells(
        "app: shop\nservices:\n  web:\n    start: x\n    env:\n      DATABASE_URL\n",
        "6:7 services.web.env: needs a mapping of names to values and has a single value → write each on a line of its own, indented by two spaces: DATABASE_URL: value");
  }

  @Test
  void whatOtherToolsLeave() {
    tells(
        "app: shop\n<<<<<<< HEAD\nservices:\n  web: { start: a }\n=======\nservices:\n  web: { start: b }\n>>>>>>> feature\n",
        "2:1 : a merge conflict was left here: <<<<<<< HEAD → keep one of the two sides, and remove the lines with <<<<<<<, ======= and >>>>>>>");
    tells(
        "---\napp: shop\n---\nservices: {}\n",
        "3:1 : a second document starts here → keep one document: remove the ---");
  }

  @Test
  void whatPeopleBringAlong() {
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\nenvironments:\n  production:\n    branch: main\n",
        "7:5 environments.production.branch: unknown key → here it is called trigger");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\nenvironments:\n  production:\n    replicas: 3\n",
        "7:5 environments.production.replicas: unknown key → it has its place in services: { NAME: { replicas: ... } }");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\n    domains: [shop.example.com]\n",
        "5:5 services.web.domains: unknown key → it has its place in environments: { NAME: { domains: [...] } }");
    tells(
        "app: shop\nservices:\n  web:\n    dockerfile: Dockerfile\n",
        "4:5 services.web.dockerfile: unknown key → it stands below: build: { dockerfile: ... }");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\n    memory: 512\n",
        "5:5 services.web.memory: unknown key → it stands below: resources: { memory: ... }");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\n    migrate: npx prisma migrate deploy\n",
        "5:5 services.web.migrate: unknown key → it has its place in databases: { NAME: { migrations: { command: ... } } }");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\nenv:\n  A: b\n",
        "5:1 env: unknown key → it stands below: services: { NAME: { env: ... } }");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\n    needs: [main]\ndatabases:\n  main:\n",
        "5:13 services.web.needs[0]: there is no service \"main\", but a server of that name → remove it: databases and Redis servers are ready before services start");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\ndatabases:\n  main: postgres:16\n",
        "6:9 databases.main: needs a mapping with keys of its own and has a single value → write { version: 16 }");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\nchecks:\n  home: GET /\n",
        "6:9 checks.home: needs a mapping with keys of its own and has a single value → write { steps: [{ request: GET / }] }");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\nnotices: ops@shop.example\n",
        "5:10 notices: needs a mapping with keys of its own and has a single value → write [{ mail: ops@shop.example }]");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\nenvironments:\n  production:\n    freeze: weekends\n",
        "7:13 environments.production.freeze: needs a mapping with keys of its own and has a single value → write [{ from: Fri 16:00, until: Mon 08:00 }]");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\nenvironments:\n  production:\n    certificate: letsencrypt\n",
        "7:18 environments.production.certificate: \"letsencrypt\" is not one of auto, acme, self-signed, own, none → write acme");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\ndatabases:\n  main:\nenvironments:\n  staging:\n    databases: { main: { source: production } }\n  production:\n",
        "9:34 environments.staging.databases.main.source: \"production\" is not one of own, masked, copy, shared → write { kind: masked, from: production }");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\n    resources: { memory: 0.5GB, cpu: 500m }\n",
        "5:38 services.web.resources.cpu: \"500m\" is not a number → write 0.5");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\ndatabases:\n  main: { backup: true }\n",
        "6:19 databases.main.backup: \"true\" is not a schedule (4h, never, @daily, or five cron fields) → write 24h, @daily, or 0 2 * * * for two at night");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\ndatabases:\n  main: { version: 9.6 }\n",
        "6:20 databases.main.version: \"9.6\" is not a whole number → write a number from 12 to 99");
    tells(
        "app: shop\nservices:\n  web:\n    start: npm start\nnotices:\n  slack: https://hooks.slack.com/services/T0/B0/abcdefgh\n",
        "6:10 notices.slack: \"https://hooks.slack.com/services/T0/B0/abcdefgh\" is not a variable's name: letters, digits and underscores → write it as in SLACK_WEBHOOK");
  }

  private static void tells(String text, String... expected) {
    var told =
        switch (ManifestReader.parse("slipway.yaml", text)) {
          case Reading.Good good -> List.<String>of();
          case Reading.Bad bad -> bad.mistakes().stream().map(WritingMistakesTest::line).toList();
        };
    assertThat(told).describedAs(text).containsExactly(expected);
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
