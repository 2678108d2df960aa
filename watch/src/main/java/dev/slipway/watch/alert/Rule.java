package dev.slipway.watch.alert;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What every environment is held to without a word in slipway.yaml. */
public enum Rule {
  DOWN(
      Duration.ofMinutes(2),
      "its address answers with less than 500, 3 of 5 times",
      "people can't use it"),
  ERRORS(Duration.ofMinutes(5), "5 % of the requests of a minute fail", "people see errors"),
  LATENCY(
      Duration.ofMinutes(5),
      "strategy.max-latency of slipway.yaml, as p95 of a minute",
      "people wait"),
  CRASH_LOOP(Duration.ZERO, "an instance stands", "fewer instances serve, or none"),
  DISK(Duration.ofMinutes(5), "10 % of the disk is free", "databases stop when it is full"),
  MEMORY(Duration.ofMinutes(5), "5 % of the memory is free", "the kernel kills what it likes"),
  CERTIFICATE(
      Duration.ZERO,
      "certificates can be had, and last 10 days more",
      "browsers will refuse the site"),
  LOG_KEPT(
      Duration.ofMinutes(5),
      "the server keeps 1 GiB of log for the archive",
      "the disk fills, and the latest changes are in no backup"),
  BACKUP(
      Duration.ZERO,
      "backups are taken and proven in time, with 2 hours to spare",
      "what is lost could not be brought back"),
  JOB(Duration.ZERO, "a job's last run succeeded", "what it was to do is not done"),
  OPERATION(
      Duration.ZERO,
      "no operation waits for a person's care",
      "nothing else can be done there until it is settled");

  private final Duration sustained;
  private final String limit;
  private final String consequence;

  Rule(Duration sustained, String limit, String consequence) {
    this.sustained = sustained;
    this.limit = limit;
    this.consequence = consequence;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Rule> of(String word) {
    return Arrays.stream(values()).filter(rule -> rule.word().equals(word)).findFirst();
  }

  /** So long it has to be wrong before it is told. */
  public Duration sustained() {
    return sustained;
  }

  /** What has to hold. */
  public String limit() {
    return limit;
  }

  public String consequence() {
    return consequence;
  }
}
