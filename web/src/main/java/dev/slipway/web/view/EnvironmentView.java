package dev.slipway.web.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One environment of one application: what serves, how it does, and with what settings. */
public record EnvironmentView(
    Place place, Traffic traffic, List<Series> charts, Settings settings, List<Past> history) {

  /**
   * @param addresses where people reach it
   * @param databases one page each
   */
  public record Place(
      String app,
      String environment,
      State state,
      List<Link> addresses,
      List<Link> databases,
      List<Action> actions) {}

  /** Who gets the requests now, as wanted and as measured. */
  public record Traffic(List<Share> shares, List<Instance> instances) {}

  /** Percent of the requests that a release should get, and got; absent where nobody asked. */
  public record Share(String release, String path, int wanted, Optional<Integer> actual) {}

  public record Instance(
      String name, String release, State state, String address, String resources) {}

  /**
   * @param neighbour the environment that the variables are compared with
   */
  public record Settings(
      List<Variable> variables,
      Optional<String> neighbour,
      Optional<SetVariable> set,
      List<Domain> domains,
      Optional<Maintenance> maintenance) {}

  /**
   * Where the viewer may set and unset variables.
   *
   * @param seen the version that the page shows, so that nobody's change is overwritten unseen
   */
  public record SetVariable(String path, int seen, List<String> holders) {}

  /**
   * @param value masked where it is a secret
   * @param parity how it compares with the neighbouring environment
   */
  public record Variable(String name, String value, Kind kind, Optional<State> parity) {
    public enum Kind {
      PUBLIC,
      SECRET
    }
  }

  public record Domain(String host, State certificate, Optional<Instant> expires) {}

  public record Maintenance(State state, String detail, List<Action> actions) {}

  /** An entry of its history. */
  public record Past(
      String release, String path, State state, String title, String by, Instant at) {}
}
