package dev.slipway.web.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The viewer's own account, and what Slipway itself runs with. */
public record SettingsView(
    Me me, List<SessionRow> sessions, Tokens tokens, List<Section> sections) {

  public record Me(String name, String email, State secondFactor, Link change) {}

  public record SessionRow(
      String browser, String address, Instant seen, State state, Optional<Action> end) {}

  /**
   * @param fresh the text of one just made, shown this once
   */
  public record Tokens(
      List<TokenRow> all, String createPath, List<String> permissions, Optional<String> fresh) {}

  public record TokenRow(
      String name,
      String prefix,
      String scope,
      Instant expires,
      State state,
      Optional<Action> end) {}

  public record Section(String title, List<Fact> facts, Optional<Link> change) {}
}
