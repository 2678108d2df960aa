package dev.slipway.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.catalog.Deployment;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.store.testing.TestingStore;
import dev.slipway.watch.TestingPlace;
import dev.slipway.watch.WatchState;
import dev.slipway.watch.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The right alert, once, in its time, over when it is over, none when it is planned. */
final class AlertsTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final TestingStore testing = TestingStore.fresh(WatchState.SCHEMA);
  private final AlertBook book = new AlertBook(testing.store());
  private final List<Finding> found = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Optional<String> planned = Optional.empty();
  private boolean serves = true;
  private ResolvedEnvironment environment;
  private Alerts alerts;

  /** What the test says is wrong. */
  private record Told(Rule rule, List<Finding> all) implements Sensor {
    @Override
    public List<Finding> look(Watched watched) {
      return all.stream().filter(one -> one.rule() == rule).toList();
    }
  }

  @BeforeEach
  void open() throws Exception {
    environment =
        TestingPlace.environment(
            """
            app: shop
            services:
              web: { start: ./serve }
            environments:
              production: {}
            """);
    alerts = controlPlane();
  }

  @AfterEach
  void close() throws Exception {
    testing.close();
  }

  private Alerts controlPlane() {
    return new Alerts(
        book,
        List.of(
            new Told(Rule.DOWN, found), new Told(Rule.JOB, found), new Told(Rule.BACKUP, found)),
        () -> serves ? List.of(TestingPlace.watched(environment, planned)) : List.of(),
        this::tell,
        () -> now);
  }

  private int tell(
      Handle handle, Deployment serving, String key, String title, List<String> lines) {
    told.add(title + "\n" + String.join("\n", lines));
    return 1;
  }

  private void pass(Duration time) {
    var step = Duration.ofSeconds(time.compareTo(LONG) > 0 ? 60 : 5);
    for (var end = now.plus(time); now.isBefore(end); now = now.plus(step)) {
      alerts.look();
    }
    alerts.look();
  }

  private void down() {
    found.add(new Finding.Wrong(Rule.DOWN, "address", "connection refused"));
  }

  private List<AlertBook.Telling> tellings() {
    return book.tellings(book.history("shop", "production", 10).getFirst());
  }

  @Test
  void whatIsDownIsToldOnceItsTimeIsUpAndOnceWhenItIsOver() {
    down();
    pass(Duration.ofSeconds(115));
    assertThat(told).isEmpty();
    pass(Duration.ofSeconds(10));
    assertThat(told)
        .containsExactly(
            """
            v7 of shop/production: down
            ✖ down address: connection refused for 2 min; should be: its address answers with less\
             than 500, 3 of 5 times; people can't use it\
            """);
    pass(Duration.ofMinutes(30));
    assertThat(told).hasSize(1);
    found.clear();
    pass(Duration.ofSeconds(70));
    assertThat(told).hasSize(2);
    assertThat(told.getLast())
        .startsWith("v7 of shop/production: down is over\n✔ down address: over after 3");
    pass(Duration.ofHours(5));
    assertThat(told).hasSize(2);
    assertThat(tellings())
        .extracting(AlertBook.Telling::what)
        .containsExactly("firing", "resolved");
  }

  @Test
  void whatComesAndGoesSoonIsNotTold() {
    down();
    pass(Duration.ofSeconds(60));
    found.clear();
    pass(Duration.ofMinutes(5));
    assertThat(told).isEmpty();
    assertThat(book.history("shop", "production", 10)).isEmpty();
  }

  @Test
  void whatFlapsIsOneAlert() {
    down();
    pass(Duration.ofMinutes(3));
    for (var i = 0; i < 5; i++) {
      found.clear();
      pass(Duration.ofSeconds(30));
      down();
      pass(Duration.ofSeconds(30));
    }
    assertThat(told).hasSize(1);
  }

  @Test
  void whatLastsIsRepeatedEverMoreSeldom() {
    down();
    pass(Duration.ofMinutes(2));
    for (var hour = 0; hour < 48; hour++) {
      now = now.plus(Duration.ofHours(1));
      alerts.look();
    }
    // After one hour, two more, four, eight, sixteen.
    assertThat(told).hasSize(6);
  }

  @Test
  void aControlPlaneThatComesBackNeitherRepeatsNorForgets() {
    down();
    pass(Duration.ofMinutes(3));
    alerts = controlPlane();
    pass(Duration.ofMinutes(3));
    assertThat(told).hasSize(1);
    found.clear();
    alerts = controlPlane();
    pass(Duration.ofMinutes(2));
    assertThat(told).hasSize(2);
  }

  @Test
  void aTimeInWhichNobodyLookedCountsForNothing() {
    down();
    pass(Duration.ofSeconds(10));
    now = now.plus(Duration.ofHours(1));
    alerts = controlPlane();
    pass(Duration.ofSeconds(60));
    assertThat(told).isEmpty();
  }

  @Test
  void twoControlPlanesTellOnce() {
    var other = controlPlane();
    found.add(new Finding.Wrong(Rule.BACKUP, "main", "the newest backup is 3 d old"));
    alerts.look();
    other.look();
    alerts.look();
    assertThat(told).hasSize(1);
  }

  @Test
  void whatIsPlannedIsNotToldAndItsTimeIsNotCounted() {
    planned = Optional.of("it is closed for maintenance");
    down();
    pass(Duration.ofMinutes(30));
    assertThat(told).isEmpty();
    planned = Optional.empty();
    pass(Duration.ofSeconds(60));
    assertThat(told).isEmpty();
    pass(Duration.ofSeconds(70));
    assertThat(told).hasSize(1);
    assertThat(tellings().getFirst())
        .extracting(AlertBook.Telling::what, AlertBook.Telling::why)
        .containsExactly("suppressed", "it is closed for maintenance");
  }

  @Test
  void whatIsSilencedIsRecordedAndToldOnceTheSilenceEnds() {
    alerts
        .silences()
        .begin(
            "shop",
            "production",
            Optional.of("job"),
            Duration.ofHours(2),
            new Silences.By("ada", "known"));
    found.add(new Finding.Wrong(Rule.JOB, "invoices", "exit code 1"));
    pass(Duration.ofMinutes(10));
    assertThat(told).isEmpty();
    assertThat(tellings())
        .extracting(AlertBook.Telling::why)
        .containsExactly("silenced by ada until 2026-11-21T14:00:00Z");
    found.add(new Finding.Wrong(Rule.BACKUP, "main", "the newest backup is 3 d old"));
    pass(Duration.ofSeconds(10));
    assertThat(told).hasSize(1);
    now = Instant.parse("2026-11-21T14:00:01Z");
    alerts.look();
    assertThat(told.getLast()).contains("job invoices").doesNotContain("over");
  }

  @Test
  void whatIsSilencedFromBeginningToEndIsNeverTold() {
    alerts
        .silences()
        .begin(
            "shop",
            "production",
            Optional.empty(),
            Duration.ofHours(2),
            new Silences.By("ada", ""));
    found.add(new Finding.Wrong(Rule.JOB, "invoices", "exit code 1"));
    pass(Duration.ofMinutes(10));
    found.clear();
    pass(Duration.ofHours(3));
    assertThat(told).isEmpty();
    assertThat(alerts.silences().of("shop", "production")).isEmpty();
  }

  @Test
  void whatFiresAtOnceIsOneMessage() {
    found.add(new Finding.Wrong(Rule.JOB, "invoices", "exit code 1"));
    found.add(new Finding.Wrong(Rule.JOB, "digest", "stopped at its time limit"));
    found.add(new Finding.Wrong(Rule.BACKUP, "main", "the newest backup is 3 d old"));
    alerts.look();
    assertThat(told).hasSize(1);
    assertThat(told.getFirst())
        .startsWith("v7 of shop/production: backup, job\n")
        .containsSubsequence("3 d old", "digest", "invoices");
  }

  @Test
  void whatCanNotBeMeasuredIsNeitherWellNorOver() {
    down();
    pass(Duration.ofMinutes(3));
    found.clear();
    found.add(new Finding.Unmeasured(Rule.DOWN, "", "the edge is away"));
    pass(Duration.ofMinutes(9));
    assertThat(told).hasSize(1);
    assertThat(book.open("shop", "production"))
        .extracting(Alert::state)
        .containsExactlyInAnyOrder(Alert.State.FIRING, Alert.State.PENDING);
    pass(Duration.ofMinutes(2));
    assertThat(told.getLast()).contains("down: could not be measured: the edge is away");
    found.clear();
    pass(Duration.ofMinutes(2));
    assertThat(book.open("shop", "production")).isEmpty();
  }

  @Test
  void whatServesNoMoreIsNoTrouble() {
    down();
    pass(Duration.ofMinutes(3));
    serves = false;
    alerts.look();
    assertThat(book.open("shop", "production")).isEmpty();
    assertThat(told).hasSize(1);
  }

  private void said(String alerts) throws Exception {
    environment =
        TestingPlace.environment(
            """
            app: shop
            services:
              web: { start: ./serve }
            environments:
              production: {}
            """
                + alerts);
  }

  @Test
  void whatCanWaitWaitsTillMorningAndWhatCanNotIsToldAtOnce() throws Exception {
    said("alerts: { quiet: [{ from: 12:00, until: 18:00 }] }");
    found.add(new Finding.Wrong(Rule.JOB, "invoices", "exit code 1"));
    pass(Duration.ofMinutes(5));
    assertThat(told).isEmpty();
    assertThat(tellings())
        .extracting(AlertBook.Telling::what, AlertBook.Telling::why)
        .containsExactly(tuple("suppressed", "quiet hours until Sat 21 Nov 18:00 UTC"));
    found.add(new Finding.Wrong(Rule.BACKUP, "main", "the newest backup is 3 d old"));
    pass(Duration.ofSeconds(10));
    assertThat(told).hasSize(1);
    assertThat(told.getFirst()).contains("backup main").doesNotContain("invoices");
    now = Instant.parse("2026-11-21T18:00:00Z");
    alerts.look();
    assertThat(told.getLast()).contains("job invoices: exit code 1 for 6 h");
    assertThat(tellings())
        .describedAs("each thing once: held back, then told")
        .hasSize(2)
        .extracting(AlertBook.Telling::what)
        .contains("firing");
  }

  @Test
  void whatBeginsAndEndsInQuietHoursIsRecordedAndNotTold() throws Exception {
    said("alerts: { quiet: [{ from: 12:00, until: 18:00 }] }");
    found.add(new Finding.Wrong(Rule.JOB, "invoices", "exit code 1"));
    pass(Duration.ofMinutes(5));
    found.clear();
    pass(Duration.ofHours(7));
    assertThat(told).isEmpty();
    assertThat(book.history("shop", "production", 10))
        .extracting(Alert::state)
        .containsExactly(Alert.State.RESOLVED);
  }

  @Test
  void thatItIsOverWaitsTooWhereItCan() throws Exception {
    found.add(new Finding.Wrong(Rule.JOB, "invoices", "exit code 1"));
    pass(Duration.ofMinutes(1));
    assertThat(told).hasSize(1);
    said("alerts: { quiet: [{ from: 12:00, until: 18:00 }] }");
    found.clear();
    pass(Duration.ofMinutes(30));
    assertThat(told).hasSize(1);
    now = Instant.parse("2026-11-21T18:00:00Z");
    alerts.look();
    assertThat(told).hasSize(2);
    assertThat(told.getLast()).contains("job is over");
  }

  @Test
  void slipwayYamlSaysWhatWakes() throws Exception {
    said(
        "alerts: { quiet: [{ from: 12:00, until: 18:00 }],"
            + " rules: { job: { wakes: true }, backup: { wakes: false } } }");
    found.add(new Finding.Wrong(Rule.JOB, "invoices", "exit code 1"));
    found.add(new Finding.Wrong(Rule.BACKUP, "main", "the newest backup is 3 d old"));
    alerts.look();
    assertThat(told).hasSize(1);
    assertThat(told.getFirst()).contains("job invoices").doesNotContain("backup");
  }

  @Test
  void aRuleThatIsSwitchedOffIsNotTold() throws Exception {
    down();
    pass(Duration.ofMinutes(3));
    assertThat(told).hasSize(1);
    said("alerts: { rules: { down: { off: it is a toy } } }");
    pass(Duration.ofMinutes(3));
    assertThat(book.open("shop", "production")).isEmpty();
    assertThat(told).describedAs("it is not over").hasSize(1);
    assertThat(tellings().getLast().why()).isEqualTo("switched off in slipway.yaml: it is a toy");
  }

  @Test
  void aRuleWithATimeOfItsOwn() throws Exception {
    said("alerts: { rules: { down: { after: 10m } } }");
    down();
    pass(Duration.ofMinutes(9));
    assertThat(told).isEmpty();
    pass(Duration.ofMinutes(2));
    assertThat(told).hasSize(1);
  }

  @Test
  void aRuleOrALengthThatCanNotBeIsTold() {
    var ada = new Silences.By("ada", "");
    assertThatThrownBy(
            () ->
                alerts
                    .silences()
                    .begin("shop", "production", Optional.of("dwn"), Duration.ofHours(1), ada))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no rule of alerts is called dwn");
    assertThatThrownBy(
            () ->
                alerts
                    .silences()
                    .begin("shop", "production", Optional.empty(), Duration.ofDays(31), ada))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("a silence lasts for at least a second and at most 30 days");
  }
}
