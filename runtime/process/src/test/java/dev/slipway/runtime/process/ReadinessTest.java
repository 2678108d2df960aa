package dev.slipway.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runtime.contract.HealthQuestion;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.Launch;
import dev.slipway.runtime.contract.Lifetime;
import dev.slipway.runtime.contract.Readiness;
import dev.slipway.runtime.contract.ReadinessProbe;
import dev.slipway.runtime.contract.ReadinessWait;
import dev.slipway.runtime.contract.testing.TestingApplication;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a person is told when an instance doesn't come, and why. */
final class ReadinessTest {
  private static final String APPLICATION =
      "exec java -XX:+UseSerialGC -Xmx32m -cp . " + TestingApplication.class.getName();
  private static TestingHome home;
  private static ProcessRuntime runtime;

  @BeforeAll
  static void open() throws Exception {
    home = TestingHome.fresh();
    home.artefactWith(TestingApplication.class);
    runtime = ProcessRuntime.open(home.path());
  }

  @AfterAll
  static void close() throws Exception {
    home.close();
  }

  private static Readiness await(String id, String command, Duration limit) throws Exception {
    var spec =
        InstanceSpec.service(new InstanceId(id), home.artefact(), Launch.of(command))
            .living(
                new Lifetime.Service(
                    Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofMinutes(1), 3));
    runtime.start(spec);
    var probe =
        new ReadinessProbe("backend", HealthQuestion.Http.get("/health"), limit, "slipway.yaml:14");
    return new ReadinessWait(runtime).await(spec.id(), probe);
  }

  private static String problem(Readiness readiness) {
    return ((Readiness.NotReady) readiness).problem().text();
  }

  @Test
  void whatAnswersIsReady() throws Exception {
    var readiness = await("good", APPLICATION + " PORT 200 fine", Duration.ofSeconds(60));
    assertThat(readiness).isInstanceOf(Readiness.Ready.class);
  }

  @Test
  void whatListensElsewhereIsSeenThere() throws Exception {
    var readiness = await("elsewhere", APPLICATION + " 0 200 fine", Duration.ofSeconds(10));
    var text = problem(readiness);
    var port = runtime.find(new InstanceId("elsewhere")).orElseThrow().address().getPort();
    var other = ((Readiness.NotReady) readiness).diagnosis().listeningOn().getFirst();
    assertThat(text)
        .startsWith("backend did not become ready in ")
        .contains("(health GET /health on port " + port + ")")
        .contains("It listens on " + other + ", not on $PORT (" + port + "). ")
        .contains("probes: connection refused")
        .contains("Last lines   listening on " + other)
        .endsWith(
            "Hint: start it with PORT, or set services.backend.port: "
                + other
                + " in slipway.yaml:14");
  }

  @Test
  void itsOwnNoIsQuoted() throws Exception {
    var body = "'{\"database\":\"connection refused\"}'";
    var text = problem(await("no", APPLICATION + " PORT 503 " + body, Duration.ofSeconds(10)));
    assertThat(text)
        .contains("HTTP 503")
        .contains("Last answer  {\"database\":\"connection refused\"}")
        .endsWith(
            "Hint: its own health says no: look at its last answer and at what it depends on");
  }

  @Test
  void aCrashLoopIsNotWaitedFor() throws Exception {
    var begun = System.nanoTime();
    var text =
        problem(
            await("loop", "echo 'Error: DATABASE_URL is not set'; exit 2", Duration.ofMinutes(2)));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    assertThat(text)
        .contains("times in a row: exit code 2")
        .contains("Error: DATABASE_URL is not set")
        .endsWith("Hint: read its last lines above; all of them: slipway logs backend");
  }

  @Test
  void aProgramThatIsNotThereIsNamed() throws Exception {
    assertThat(problem(await("missing", "no-such-program", Duration.ofMinutes(2))))
        .contains("no-such-program: not found")
        .endsWith(
            "Hint: the start command, or a program that it calls, isn't there:"
                + " services.backend.start in slipway.yaml:14");
  }

  @Test
  void whatListensOnNothingIsToldSo() throws Exception {
    assertThat(problem(await("deaf", "exec sleep 1000", Duration.ofSeconds(1))))
        .contains("It runs and listens on no port")
        .endsWith(
            "Hint: let it listen on PORT, or give it longer: services.backend.health in"
                + " slipway.yaml:14");
  }
}
