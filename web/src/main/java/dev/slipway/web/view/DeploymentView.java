package dev.slipway.web.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One deployment: the steps as they happen, then the record. */
public record DeploymentView(
    Head head,
    Steps steps,
    Optional<Commits> commits,
    Optional<Plan> plan,
    Optional<Approval> approval,
    List<Exit> exits) {

  /**
   * @param facts commit, strategy, who, how long
   * @param live where its events come from while it runs; empty once it is over
   */
  public record Head(
      String app,
      String environment,
      String release,
      State state,
      String summary,
      Instant startedAt,
      List<Fact> facts,
      Optional<String> live) {}

  public record Steps(List<Step> all, List<Action> actions) {}

  /**
   * @param key names it among the steps: letters, digits, hyphens
   * @param note what it found, as the command line prints it
   * @param took how long, or how long so far
   */
  public record Step(
      String key, String name, State state, String note, String took, Detail detail) {}

  /**
   * What opens under a step.
   *
   * @param meanwhile what the application wrote while the step failed
   */
  public record Detail(List<Fact> figures, List<String> log, Optional<Link> meanwhile) {
    public static final Detail NONE = new Detail(List.of(), List.of(), Optional.empty());

    public boolean isEmpty() {
      return figures.isEmpty() && log.isEmpty();
    }
  }

  /**
   * What it brings.
   *
   * @param place the commit, and how many there are since which release, or why that isn't known
   * @param more how many there are beside those listed
   */
  public record Commits(String place, List<Commit> all, int more) {}

  public record Commit(String name, String subject, String author) {}

  /** What changes in the database, as it was rehearsed. */
  public record Plan(String hash, String rehearsed, List<Statement> statements, String verdict) {}

  /**
   * @param grade safe, caution or danger, from what was observed
   * @param actual empty until it was applied
   */
  public record Statement(
      State grade, String file, String sql, String effect, String predicted, String actual) {}

  /** Who must agree. */
  public record Approval(State state, List<Voice> voices, Optional<Decision> decision) {}

  /** Somebody's word, or a role whose word is missing. */
  public record Voice(String role, State state, String note) {}

  /** Where the viewer may say yes or no. */
  public record Decision(String approvePath, String rejectPath, String planHash) {}

  /**
   * A way back, or forward.
   *
   * @param accepted what has to be ticked before it can be gone; empty when nothing has to
   */
  public record Exit(
      String name,
      State state,
      String time,
      String cost,
      Optional<Action> action,
      Optional<String> accepted) {}
}
