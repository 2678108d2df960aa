package dev.slipway.web.site;

import dev.slipway.access.session.Visitor;
import java.util.List;
import java.util.Map;

/**
 * A request, as whatever server took it hands it on.
 *
 * @param path decoded, without the query
 * @param query the first value of each name
 * @param form every value of each name; empty unless the request posts a form
 * @param cookies by name
 * @param origin how it came
 */
public record Ask(
    String method,
    String path,
    Map<String, String> query,
    Map<String, List<String>> form,
    Map<String, String> cookies,
    Origin origin) {

  /**
   * @param address the page's own address as the browser knows it, such as {@code
   *     https://slipway.example}
   * @param part whether the page's script asks for a part of a page
   */
  public record Origin(Visitor visitor, String address, Part part) {}

  /** How much of a page is wanted. */
  public enum Part {
    WHOLE,
    PART
  }

  boolean posts() {
    return method.equals("POST");
  }

  String field(String name) {
    var values = form.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  String query(String name) {
    return query.getOrDefault(name, "");
  }

  boolean isSecure() {
    return origin.address().startsWith("https:");
  }
}
