package dev.slipway.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the checks of a file refer to must be there. */
final class CheckMistakesTest {
  private static final String APP =
      """
      app: erp
      services:
        api: { start: npm start, env: { CHECK_USER: eve, CHECK_PASSWORD: { secret: true } } }
        mailer: { kind: worker, start: node mailer.js }
      checks:
        sign-in:
      """;

  @Test
  void capturesVariablesAndTheNameOfARun() {
    assertThat(
            Told.of(
                APP
                    + """
                          steps:
                            - request: POST /login
                              json: { user: '${env.CHECK_USER}', password: '${env.CHECK_PASSWORD}' }
                              capture: { token: /token, session: cookie:sid, next: header:Location }
                            - request: PUT /notes/${unique}
                              headers: { Authorization: 'Bearer ${token}' }
                              body: '$${not a reference}'
                            - DELETE /sessions/${session}
                      """))
        .isEmpty();
  }

  @Test
  void whatNoStepCaptured() {
    assertThat(Told.of(APP + "    steps:\n      - GET /me?t=${token}\n"))
        .containsExactly(
            "8 checks.sign-in.steps[0]: ${token} refers to nothing → capture it in a step"
                + " before, as in capture: { token: /pointer }; ${env.NAME} is a variable of the"
                + " service, ${unique} a name for each run, and $${ a plain ${");
    assertThat(
            Told.hint(
                APP
                    + """
                          steps:
                            - request: GET /me
                              headers: { Authorization: 'Bearer ${token}' }
                            - request: POST /login
                              capture: { token: /token }
                      """))
        .isEqualTo(
            "it is captured in steps[1], after this is sent: move that step before this one");
    assertThat(
            Told.hint(
                APP
                    + """
                          steps:
                            - { request: POST /login, capture: { token: /token } }
                            - { request: GET /me, form: { q: '${tokne}' } }
                      """))
        .isEqualTo("did you mean ${token}?");
  }

  @Test
  void variablesThatTheServiceHasNot() {
    assertThat(Told.hint(APP + "    steps:\n      - GET /${env.CHECK_USR}\n"))
        .isEqualTo("did you mean ${env.CHECK_USER}?");
    assertThat(Told.hint(APP + "    steps:\n      - GET /${env.TENANT}\n"))
        .isEqualTo("add TENANT to services.api.env, as in { secret: true }");
  }

  @Test
  void placesInAnswersThatAreNone() {
    assertThat(
            Told.of(
                APP
                    + """
                          steps:
                            - request: GET /me
                              expect: { status: 2xx, json: { data.role: admin } }
                              capture: { id: '$.data.items[0].id' }
                      """))
        .containsExactly(
            "9 checks.sign-in.steps[0].expect.status: \"2xx\" is not an HTTP status or a range of"
                + " them → write 200-299",
            "9 checks.sign-in.steps[0].expect.json.data.role: \"data.role\" is not a JSON pointer →"
                + " write /data/role",
            "10 checks.sign-in.steps[0].capture.id: \"$.data.items[0].id\" is no place in an answer"
                + " → write /data/items/0/id for a value of its JSON, header:NAME or cookie:NAME");
  }

  @Test
  void servicesAndDatabasesThatCanNotBeAsked() {
    assertThat(Told.hint(APP + "    service: apii\n    crawl: /\n"))
        .isEqualTo("did you mean \"api\"?");
    assertThat(Told.of(APP + "    service: mailer\n    crawl: /\n"))
        .containsExactly(
            "7 checks.sign-in.service: services.mailer is a worker and answers no requests → name a"
                + " web service or a static site");
    assertThat(Told.of(APP + "    rows: [users]\n"))
        .containsExactly(
            "7 checks.sign-in.rows: rows are counted, and there is no database → add one under"
                + " databases");
    assertThat(Told.of(APP + "    probes: [tls, rate-limit]\n"))
        .containsExactly(
            "7 checks.sign-in.probes[1]: there is no rate limit to probe → add rate-limit: {"
                + " requests: 100, per: 1m } to services.api, or remove the probe");
    assertThat(Told.hint(APP + "    steps:\n      - { request: POST /, json: {}, body: x }\n"))
        .isEqualTo("keep one of them");
  }
}
