package dev.slipway.watch.job;

import dev.slipway.manifest.model.Job;
import dev.slipway.manifest.model.Overlap;
import dev.slipway.manifest.model.Request;
import dev.slipway.manifest.model.Rhythm;
import dev.slipway.runtime.contract.Artefact;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.Launch;
import dev.slipway.runtime.contract.Lifetime;
import dev.slipway.runtime.contract.Limits;
import dev.slipway.runtime.process.ProcessRuntime;
import dev.slipway.secrets.Mask;
import dev.slipway.secrets.SecretValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** One environment whose release is an empty folder, and processes that really run there. */
final class TestingJobRoom implements JobRoom, AutoCloseable {
  static final String SECRET = "hunter2hunter2";

  private final Path home;
  final Map<String, Job> jobs = new LinkedHashMap<>();
  boolean closed;
  Duration patience = Duration.ZERO;
  Answer answer = new Answer(Optional.of(200), "done", "POST /digest answered 200");

  private TestingJobRoom(Path home) {
    this.home = home;
  }

  static TestingJobRoom fresh() throws IOException {
    var home = Files.createTempDirectory("slipway-test-jobs-");
    open(home);
    open(Files.createDirectory(home.resolve("artefact")));
    return new TestingJobRoom(home);
  }

  private static void open(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  /** A file that jobs may write. */
  Path file(String name) {
    return home.resolve("artefact").resolve(name);
  }

  ProcessRuntime runtime() {
    return ProcessRuntime.open(home.resolve("instances"));
  }

  static Job job(String schedule, String command, Overlap overlap, int retries) {
    return new Job(
        Rhythm.parse(schedule).orElseThrow(),
        ZoneId.of("UTC"),
        Optional.empty(),
        Optional.of(command),
        Optional.empty(),
        overlap,
        Duration.ofMinutes(5),
        retries,
        List.of());
  }

  /** The same, ended after this time. */
  static Job limited(Job job, Duration timeout) {
    return new Job(
        job.schedule(),
        job.zone(),
        job.service(),
        job.run(),
        job.request(),
        job.overlap(),
        timeout,
        job.retries(),
        job.only());
  }

  static Job request(String schedule, String request) {
    var command = job(schedule, "true", Overlap.SKIP, 0);
    return new Job(
        command.schedule(),
        command.zone(),
        Optional.empty(),
        Optional.empty(),
        Request.parse(request),
        command.overlap(),
        command.timeout(),
        0,
        List.of());
  }

  @Override
  public List<Served> served() {
    return List.of(new Served("shop", "production", "v7", Map.copyOf(jobs), closed));
  }

  @Override
  public Served served(String app, String environment) {
    return served().getFirst();
  }

  @Override
  public InstanceSpec prepare(Served served, String name, Job job, InstanceId id) {
    return new InstanceSpec(
        id,
        Map.of("job", served.target() + "/" + name),
        new Artefact("sha256:" + "0".repeat(64), home.resolve("artefact")),
        Launch.of(job.run().orElseThrow()).with("KEY", SECRET),
        Limits.NONE,
        new Lifetime.OneOff(job.timeout()));
  }

  @Override
  public Mask mask(JobRun run) {
    return Mask.of(List.of(SecretValue.of(SECRET)));
  }

  @Override
  public Answer ask(Served served, Job job, Duration limit) {
    LockSupport.parkNanos(patience.toNanos());
    return answer;
  }

  @Override
  public void close() {
    var runtime = runtime();
    runtime.list().forEach(instance -> runtime.remove(instance.id()));
  }
}
