package dev.slipway.delivery.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Deployments;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.testing.TestingClusters;
import dev.slipway.delivery.testing.TestingRecords;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each criterion as met, not met, or not measured; what could not be found out is never met. */
final class CriteriaTest {
  private static final String MANIFEST =
      """
      app: ledger
      services:
        web: { start: ./run, health: /health, replicas: 2 }
      databases:
        main: {}
      environments:
        qa: {}
        staging: {}
        production: { promote: { from: staging, soak: 48h, load: 100, tests: [make test], backup: true, rollback: true } }
      """;

  private static final String GREEN =
      """
      {"verify": [{"name": "health", "outcome": "PASSED", "fact": "200"}],
       "confirm": [{"name": "health", "outcome": "PASSED", "fact": "200"}]}
      """;

  private TestingRecords testing;

  @BeforeEach
  void open() throws IOException {
    testing = new TestingRecords(MANIFEST);
  }

  @AfterEach
  void close() throws Exception {
    testing.close();
  }

  private List<Criterion> look(String source, String from, String hotfix, Instant now)
      throws IOException {
    var build = testing.build(source);
    var candidate =
        new Candidate(
            Environments.of(build, "production"),
            build.source(),
            build.sources(),
            Optional.of(from).filter(name -> !name.isEmpty()),
            Optional.of(hotfix).filter(why -> !why.isEmpty()));
    return new Criteria(testing.records(), testing.instruments(), now).look(candidate);
  }

  private static String line(List<Criterion> criteria, String name) {
    return criteria.stream()
        .filter(one -> one.name().equals(name))
        .map(Criterion::line)
        .findFirst()
        .orElse("there is no " + name);
  }

  private Deployment inStaging(String source, String record) throws IOException {
    return testing.serving("staging", testing.build(source), record);
  }

  private void twoRun(Deployment deployment) {
    var since = deployment.servingSince().orElseThrow();
    testing.runtime().runs(deployment, since.minusSeconds(5), 0);
    testing.runtime().runs(deployment, since.minusSeconds(5), 0);
  }

  @Test
  void aReleaseThatRanNowhereHasNothingToShow() throws Exception {
    var found = look("one", "", "", Instant.now());

    assertThat(line(found, "from"))
        .isEqualTo(
            "✖ from (staging): nothing serves in staging  Hint: slipway deploy ledger staging");
    assertThat(line(found, "checks")).startsWith("✖ checks: it has not run in staging");
    assertThat(line(found, "soak"))
        .startsWith("✖ soak (2 d without a fall): it has not run in staging");
    assertThat(line(found, "tests"))
        .isEqualTo("○ tests (make test): run when it begins, before anything");
    assertThat(line(found, "load"))
        .isEqualTo("○ load (100 requests/s for 15.0 s): brought to staging when it begins");
    assertThat(line(found, "backup"))
        .isEqualTo(
            "✔ backup (main, proven by a drill): it is not made yet: there is nothing to lose");
  }

  @Test
  void theSoakCountsFromTheSwitchAndAnewFromEachFall() throws Exception {
    var staging = inStaging("one", GREEN);
    twoRun(staging);
    var since = staging.servingSince().orElseThrow();

    var early = look("one", "staging", "", since.plus(Duration.ofHours(2)));
    assertThat(line(early, "from"))
        .isEqualTo("✔ from (staging): v1 serves in staging, for 2 h, 2 of 2 instances run");
    assertThat(line(early, "checks"))
        .isEqualTo(
            "✔ checks (of v1 in staging): 1 before any traffic, 1 through the edge, all pass");
    assertThat(line(early, "soak"))
        .startsWith("✖ soak (2 d without a fall): v1 has run there for 2 h, since ");

    var late = look("one", "staging", "", since.plus(Duration.ofHours(48)));
    assertThat(line(late, "soak"))
        .startsWith("✔ soak (2 d without a fall): v1 has run there for 2 d");

    testing.runtime().forgetAll();
    testing.runtime().runs(staging, since, 0);
    testing.runtime().runs(staging, since.plus(Duration.ofHours(47)), 3);
    assertThat(line(look("one", "staging", "", since.plus(Duration.ofHours(48))), "soak"))
        .startsWith(
            "✖ soak (2 d without a fall): v1 has run there for 1 h since it was last started"
                + " again, 3 times in all");
  }

  @Test
  void anInstanceThatIsGoneWithoutATraceIsMissing() throws Exception {
    var staging = inStaging("one", GREEN);
    testing.runtime().runs(staging, Instant.now(), 0);

    var found = look("one", "staging", "", Instant.now().plus(Duration.ofDays(3)));

    assertThat(line(found, "from")).contains("1 of 2 instances run").startsWith("✖");
    assertThat(line(found, "soak")).contains("v1: 1 of 2 instances do not run").startsWith("✖");
  }

  @Test
  void checksThatFailedAreToldAndChecksThatNeverRanAreNoPass() throws Exception {
    var red =
        """
        {"verify": [{"name": "sign-in", "outcome": "UNMEASURED", "fact": "no answer in 5 s"}]}
        """;
    twoRun(inStaging("one", red));
    assertThat(line(look("one", "staging", "", Instant.now()), "checks"))
        .startsWith("✖ checks (of v1 in staging): sign-in: no answer in 5 s");

    twoRun(inStaging("two", "{}"));
    assertThat(line(look("two", "staging", "", Instant.now()), "checks"))
        .startsWith("? checks (of v2 in staging): nothing was checked there");
  }

  @Test
  void anotherReleaseIsNotThisOneAndAnotherEnvironmentNotThatOne() throws Exception {
    twoRun(inStaging("one", GREEN));
    assertThat(line(look("two", "", "", Instant.now()), "from"))
        .startsWith("✖ from (staging): what serves in staging is another release: v1, deploy");
    assertThat(line(look("one", "qa", "", Instant.now()), "from"))
        .startsWith("✖ from (staging): production takes its releases from staging, not from qa");
  }

  @Test
  void whatIsAboutToBeReplacedIsNotPromoted() throws Exception {
    twoRun(inStaging("one", GREEN));
    testing
        .records()
        .deployments()
        .open(
            new Deployments.Wanted(
                "ledger", "staging", Deployment.Kind.DEPLOY, "deploy from /ledger", "ada"));

    assertThat(line(look("one", "staging", "", Instant.now()), "calm"))
        .startsWith("✖ calm (nothing newer on its way to staging): v2 is: deploy from /ledger");
  }

  @Test
  void aHotfixLeavesOutWhatItMayAndKeepsWhatWasFound() throws Exception {
    twoRun(inStaging("one", GREEN));
    var cluster = testing.clusters().provision("production");
    TestingClusters.execute(cluster, "CREATE TABLE t AS SELECT 1 AS a");

    var found = look("one", "staging", "sign-in is broken", Instant.now());

    assertThat(line(found, "soak"))
        .startsWith("▲ soak (2 d without a fall): left out by the hotfix: v1 has run there for");
    assertThat(line(found, "load")).startsWith("▲ load");
    // Not among what this environment lets a hotfix go without.
    assertThat(line(found, "tests")).startsWith("○ tests");
    assertThat(line(found, "backup"))
        .startsWith("✖ backup (main, proven by a drill): there is no backup yet")
        .contains("slipway db drill ledger production -d main");
    assertThat(found).anyMatch(Criterion::refuses);
  }
}
