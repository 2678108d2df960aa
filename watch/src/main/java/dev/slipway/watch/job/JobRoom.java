package dev.slipway.watch.job;

import dev.slipway.manifest.model.Job;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.secrets.Mask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where jobs run: in what serves, with all that its instances have. */
public interface JobRoom {

  /**
   * What serves in an environment.
   *
   * @param closed whether it is in maintenance: no job begins then
   */
  record Served(
      String app, String environment, String release, Map<String, Job> jobs, boolean closed) {
    public JobKey key(String job) {
      return new JobKey(app, environment, job);
    }

    public String target() {
      return app + "/" + environment;
    }
  }

  List<Served> served();

  /** One of them, or a problem that tells that nothing serves there. */
  Served served(String app, String environment);

  /** How a job's command runs. */
  InstanceSpec prepare(Served served, String name, Job job, InstanceId id);

  /** Hides the secrets that a run knew. */
  Mask mask(JobRun run);

  /** What a job's request was answered; empty when no answer came, and why. */
  record Answer(Optional<Integer> status, String text, String fact) {}

  Answer ask(Served served, Job job, Duration limit);
}
