package dev.slipway.protocol.variables;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes to an environment's variables, made as one.
 *
 * @param seen the version that the author was looking at; absent for the newest
 * @param why to be remembered; absent for none
 * @param stage true: put beside, to be applied later
 */
public record ChangeVariables(
    @Nullable Integer seen, @Nullable String why, boolean stage, List<Change> changes) {

  /**
   * @param holder {@code *}, {@code group:NAME}, or a service; absent for all
   * @param kind {@code plain}, {@code secret}, {@code reference}; absent to tell it by the name
   * @param value absent to take the variable away
   */
  public record Change(
      @Nullable String holder, String name, @Nullable String kind, @Nullable String value) {}
}
