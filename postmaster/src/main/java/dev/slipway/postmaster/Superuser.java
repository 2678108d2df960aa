package dev.slipway.postmaster;

/** The role that a new data directory starts with. */
public record Superuser(String name, String password) {
  @Override
  public String toString() {
    return name;
  }
}
