package dev.slipway.operations;

/** The output of a step that has nothing to tell later ones. */
public record Nothing() {
  public static final Nothing VALUE = new Nothing();
}
