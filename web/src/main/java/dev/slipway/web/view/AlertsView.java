package dev.slipway.web.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong in an environment, what was told of it, and who is told.
 *
 * @param open what changes by itself while somebody looks
 * @param silence how to hear nothing for a while; empty for who may not
 */
public record AlertsView(
    String app,
    String environment,
    Open open,
    Optional<Silence> silence,
    List<Past> history,
    Channels channels,
    List<Rule> rules) {

  /**
   * What is wrong now, the gravest first.
   *
   * @param silences such as "job until 14:00 by ada: known"
   * @param live where its changes come from
   */
  public record Open(State state, List<Row> rows, List<Hush> silences, Optional<String> live) {}

  /**
   * @param what the rule and its object
   * @param length such as "12 min"
   * @param consequence what follows from it
   * @param look where to read on
   */
  public record Row(
      String id,
      State state,
      String what,
      String value,
      String limit,
      String length,
      String consequence,
      Optional<Link> look) {}

  /**
   * Something nothing is told of.
   *
   * @param what a rule, or everything
   */
  public record Hush(String what, Instant until, String by, String why) {}

  /**
   * @param rules that can be silenced alone
   * @param end empty while nothing is silenced
   */
  public record Silence(String path, List<String> rules, Optional<Action> end) {}

  /** What fired, with what was told of it and what was not and why. */
  public record Past(
      String id,
      State state,
      String what,
      String value,
      Instant began,
      String length,
      List<Told> told) {}

  /** One message, or one that was held back. */
  public record Told(State state, Instant at, String why) {}

  /**
   * @param all who is told
   * @param sent what became of messages, newest first
   */
  public record Channels(List<Channel> all, List<Sent> sent) {}

  /**
   * @param name a variable or a mail address
   * @param test empty for who may not
   */
  public record Channel(String way, String name, Optional<Action> test) {}

  /** What became of a message. */
  public record Sent(State state, String to, String title, Instant at, String trouble) {}

  /**
   * What the environment is held to.
   *
   * @param after such as "at once"
   */
  public record Rule(State state, String name, String limit, String after, String consequence) {}
}
