package dev.slipway.watch.alert;

import dev.slipway.manifest.model.AlertLimit;
import dev.slipway.manifest.model.AlertName;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * What every environment is held to without a word in slipway.yaml, the gravest first. What can't
 * wait till morning is told in quiet hours, too: people are hurt now, or data is in danger.
 */
public enum Rule {
  DOWN(
      AlertName.DOWN,
      Wait.NEVER,
      Duration.ofMinutes(2),
      "its address answers with less than 500, 3 of 5 times",
      "people can't use it"),
  ERRORS(
      AlertName.ERRORS,
      Wait.NEVER,
      Duration.ofMinutes(5),
      "5%",
      "%s of the requests of a minute fail",
      "people see errors"),
  DISK(
      AlertName.DISK,
      Wait.NEVER,
      Duration.ofMinutes(5),
      "10%",
      "%s of the disk is free",
      "databases stop when it is full"),
  MEMORY(
      AlertName.MEMORY,
      Wait.NEVER,
      Duration.ofMinutes(5),
      "5%",
      "%s of the memory is free",
      "the kernel kills what it likes"),
  LOG_KEPT(
      AlertName.LOG_KEPT,
      Wait.NEVER,
      Duration.ofMinutes(5),
      "1GiB",
      "the server keeps %s of log for the archive",
      "the disk fills, and the latest changes are in no backup"),
  BACKUP(
      AlertName.BACKUP,
      Wait.NEVER,
      Duration.ZERO,
      "backups are taken and proven in time, with 2 hours to spare",
      "what is lost could not be brought back"),
  CRASH_LOOP(
      AlertName.CRASH_LOOP,
      Wait.TILL_MORNING,
      Duration.ZERO,
      "an instance stands",
      "fewer instances serve, or none"),
  CERTIFICATE(
      AlertName.CERTIFICATE,
      Wait.TILL_MORNING,
      Duration.ZERO,
      "10d",
      "certificates can be had, and last %s more",
      "browsers will refuse the site"),
  PROBE(
      AlertName.PROBE,
      Wait.TILL_MORNING,
      Duration.ofMinutes(2),
      "what slipway.yaml has under probes is well, 3 of 5 times",
      "what depends on it fails"),
  LATENCY(
      AlertName.LATENCY,
      Wait.TILL_MORNING,
      Duration.ofMinutes(5),
      "strategy.max-latency of slipway.yaml, as p95 of a minute",
      "people wait"),
  JOB(
      AlertName.JOB,
      Wait.TILL_MORNING,
      Duration.ZERO,
      "a job's last run succeeded",
      "what it was to do is not done"),
  HEARTBEAT(
      AlertName.HEARTBEAT,
      Wait.TILL_MORNING,
      Duration.ZERO,
      "its URL is called in time",
      "what was to call it has not run"),
  OPERATION(
      AlertName.OPERATION,
      Wait.TILL_MORNING,
      Duration.ZERO,
      "no operation waits for a person's care",
      "nothing else can be done there until it is settled");

  /** What becomes of it in quiet hours. */
  enum Wait {
    NEVER,
    TILL_MORNING
  }

  private final AlertName name;
  private final Wait wait;
  private final Duration sustained;
  private final String usual;
  private final String limit;
  private final String consequence;

  Rule(AlertName name, Wait wait, Duration sustained, String limit, String consequence) {
    this(name, wait, sustained, "", limit, consequence);
  }

  Rule(
      AlertName name,
      Wait wait,
      Duration sustained,
      String usual,
      String limit,
      String consequence) {
    this.name = name;
    this.wait = wait;
    this.sustained = sustained;
    this.usual = usual;
    this.limit = limit;
    this.consequence = consequence;
  }

  public String word() {
    return name.word();
  }

  public static Optional<Rule> of(String word) {
    return Arrays.stream(values()).filter(rule -> rule.word().equals(word)).findFirst();
  }

  Wait inQuietHours() {
    return wait;
  }

  Duration sustained() {
    return sustained;
  }

  Optional<AlertLimit> usual() {
    return usual.isEmpty() ? Optional.empty() : AlertLimit.parse(usual);
  }

  /** What has to hold, with a %s for a limit. */
  String limit() {
    return limit;
  }

  public String consequence() {
    return consequence;
  }
}
