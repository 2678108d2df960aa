package dev.slipway.protocol.access;

import java.time.Instant;
import java.util.List;

/** Everybody who has an account. */
public record PersonList(List<Person> people) {

  /**
   * @param status a word: invited, active, disabled
   * @param secondFactor whether signing in asks for a code, too
   */
  public record Person(
      String id,
      String email,
      String name,
      String status,
      List<Grant> grants,
      boolean secondFactor,
      Instant createdAt) {}

  /**
   * A role that somebody holds.
   *
   * @param role the key of the role
   * @param application empty for every one
   * @param environment empty for every one
   */
  public record Grant(String role, String application, String environment) {}
}
