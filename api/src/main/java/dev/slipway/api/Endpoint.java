package dev.slipway.api;

import org.jspecify.annotations.Nullable;

/**
 * One method of one path.
 *
 * @param summary a sentence for the OpenAPI document
 * @param takes the record that the body is read into; null when there is no body
 * @param gives the record that is answered
 */
public record Endpoint(
    Method method,
    String path,
    String summary,
    @Nullable Class<?> takes,
    Class<?> gives,
    Handler handler) {

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
    return new Endpoint(Method.GET, path, summary, null, gives, handler);
  }

  public static Endpoint post(
      String path, String summary, @Nullable Class<?> takes, Class<?> gives, Handler handler) {
    return new Endpoint(Method.POST, path, summary, takes, gives, handler);
  }

  public static Endpoint put(
      String path, String summary, @Nullable Class<?> takes, Class<?> gives, Handler handler) {
    return new Endpoint(Method.PUT, path, summary, takes, gives, handler);
  }

  public static Endpoint delete(String path, String summary, Class<?> gives, Handler handler) {
    return new Endpoint(Method.DELETE, path, summary, null, gives, handler);
  }

  /** Whether the answer is a live stream of server-sent events instead of one record. */
  public boolean isStream() {
    return gives == EventStream.class;
  }
}
