package dev.slipway.web.view;

import java.util.List;
import java.util.Optional;

/** Who has an account, and what the roles allow. */
public record PeopleView(
    List<Row> people, List<RoleRow> roles, Optional<Invite> invite, Optional<String> link) {

  /**
   * @param secondFactor on, off, or where they sign on instead
   */
  public record Row(
      String name,
      String email,
      State state,
      List<String> grants,
      State secondFactor,
      List<Action> actions) {}

  public record RoleRow(String key, String title, List<String> permissions) {}

  /** The form to invite somebody; absent for who may not. */
  public record Invite(String path, List<String> roles, List<String> applications) {}
}
