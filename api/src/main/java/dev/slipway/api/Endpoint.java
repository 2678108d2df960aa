package dev.slipway.api;

import dev.slipway.access.people.Permission;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One method of one path.
 *
 * @param summary a sentence for the OpenAPI document
 * @param takes the record that the body is read into; null when there is no body
 * @param gives the record that is answered
 * @param right what the caller must be allowed to do
 * @param extras what else a request may carry
 */
public record Endpoint(
    Method method,
    String path,
    String summary,
    @Nullable Class<?> takes,
    Class<?> gives,
    Handler handler,
    Right right,
    Extras extras) {

  /**
   * What else a request may carry.
   *
   * @param queries what its query may hold; nothing else of it can be read
   */
  public record Extras(List<Query> queries, Versions versions) {
    static final Extras NONE = new Extras(List.of(), Versions.NONE);
  }

  /** Whether the answer has a version that two people may change at once. */
  public enum Versions {
    NONE,
    /** The answer's ETag tells it. */
    TOLD,
    /** It is told, and a change may carry the one that its author saw, in If-Match. */
    MATCHED
  }

  /** Which HTTP methods there are. */
  public enum Method {
    GET,
    POST,
    PUT,
    DELETE
  }

  /** Does the work; what it returns is written as JSON. */
  @FunctionalInterface
  public interface Handler {
    Object answer(Call call) throws Exception;
  }

  public static Endpoint get(String path, String summary, Class<?> gives, Handler handler) {
    return of(Method.GET, path, summary, null, gives, handler);
  }

  public static Endpoint post(
      String path, String summary, @Nullable Class<?> takes, Class<?> gives, Handler handler) {
    return of(Method.POST, path, summary, takes, gives, handler);
  }

  public static Endpoint put(
      String path, String summary, @Nullable Class<?> takes, Class<?> gives, Handler handler) {
    return of(Method.PUT, path, summary, takes, gives, handler);
  }

  public static Endpoint delete(String path, String summary, Class<?> gives, Handler handler) {
    return of(Method.DELETE, path, summary, null, gives, handler);
  }

  /** Whoever forgets to say who may call an endpoint has made one for admins alone. */
  private static Endpoint of(
      Method method,
      String path,
      String summary,
      @Nullable Class<?> takes,
      Class<?> gives,
      Handler handler) {
    var action = method.name().toLowerCase(Locale.ROOT) + " " + path;
    var right = Right.inPath(Permission.ADMINISTER, action);
    return new Endpoint(method, path, summary, takes, gives, handler, right, Extras.NONE);
  }

  public Endpoint needs(Right needed) {
    return new Endpoint(method, path, summary, takes, gives, handler, needed, extras);
  }

  /** What may stand in its query. */
  public Endpoint asks(Query... queries) {
    return with(new Extras(List.of(queries), extras.versions()));
  }

  public Endpoint versions(Versions versions) {
    return with(new Extras(extras.queries(), versions));
  }

  private Endpoint with(Extras more) {
    return new Endpoint(method, path, summary, takes, gives, handler, right, more);
  }

  /** Where the path says it happens. */
  public Endpoint needs(Permission permission, String action) {
    return needs(Right.inPath(permission, action));
  }

  /** Whether the answer is a live stream of server-sent events instead of one record. */
  public boolean isStream() {
    return gives == EventStream.class;
  }

  boolean changesNothing() {
    return method == Method.GET;
  }
}
