package dev.slipway.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where the pages are. What belongs to no application is under {@code /-/}, so that an application
 * may have any name.
 */
public final class Paths {
  public static final String HOME = "/";
  public static final String OPERATIONS = "/-/operations";
  public static final String AUDIT = "/-/audit";
  public static final String PEOPLE = "/-/people";
  public static final String SETTINGS = "/-/settings";
  public static final String SECOND_FACTOR = "/-/settings/second-factor";
  public static final String SIGN_ON_SETTINGS = "/-/settings/sign-on";
  public static final String SIGN_IN = "/-/sign-in";
  public static final String SIGN_OUT = "/-/sign-out";
  public static final String SIGN_ON = "/-/sign-on";
  public static final String SET_UP = "/-/set-up";
  public static final String INVITATION = "/-/invitation";
  public static final String LIVE = "/-/live";
  public static final String ASSETS = "/-/assets/";

  private Paths() {}

  /** The application's pipeline. */
  public static String app(String app) {
    return "/" + encode(app);
  }

  public static String environment(String app, String environment) {
    return app(app) + "/" + encode(environment);
  }

  public static String deployment(String app, String environment, String release) {
    return environment(app, environment) + "/" + encode(release);
  }

  public static String database(String app, String environment, String database) {
    return environment(app, environment) + "/database/" + encode(database);
  }

  public static String logs(String app, String environment) {
    return environment(app, environment) + "/logs";
  }

  public static String alerts(String app, String environment) {
    return environment(app, environment) + "/alerts";
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
