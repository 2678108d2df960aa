package dev.slipway.protocol.access;

import java.util.List;

/** The roles there are. */
public record RoleList(List<Role> roles) {

  /**
   * @param key what programs and slipway.yaml may always say
   * @param title what people call it
   * @param builtIn whether what it allows can't be changed
   */
  public record Role(String key, String title, List<String> permissions, boolean builtIn) {}
}
