package dev.slipway.watch.job;

/** One job of one environment. */
public record JobKey(String app, String environment, String name) {
  public String target() {
    return app + "/" + environment;
  }

  @Override
  public String toString() {
    return target() + ": job " + name;
  }
}
