package dev.slipway.access.people;

import java.time.Instant;
import java.util.List;

/** Somebody who has an account, with the roles they hold. */
public record Person(
    String id, String email, String name, Status status, List<Grant> grants, Instant createdAt) {

  public enum Status {
    INVITED,
    ACTIVE,
    DISABLED
  }

  public Person {
    grants = List.copyOf(grants);
  }
}
