package dev.slipway.e2e;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: keeps cookies, and the form key of the page it is on. */
final class Visitor {
  private static final Pattern FORM_KEY = Pattern.compile("name=\"_form\" value=\"([^\"]*)\"");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new HashMap<>();
  private final String url;
  private String formKey = "";

  Visitor(String url) {
    this.url = url;
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
  }

  /** Posts a form of the page that was got last. */
  HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
    var all = new HashMap<>(fields);
    all.putIfAbsent("_form", formKey);
    return send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(all))));
  }

  /** A form with a field that is there several times. */
  HttpResponse<String> postAll(
      String path, Map<String, String> fields, String name, List<String> values) throws Exception {
    var all = new HashMap<>(fields);
    all.putIfAbsent("_form", formKey);
    var more =
        values.stream()
            .map(value -> "&" + encoded(name) + "=" + encoded(value))
            .collect(Collectors.joining());
    return send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(all) + more)));
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    var jar =
        cookies.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    if (!jar.isEmpty()) {
      request.header("Cookie", jar);
    }
    var answer = http.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
    for (var cookie : answer.headers().allValues("Set-Cookie")) {
      var pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
      if (pair[1].isEmpty()) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    var key = FORM_KEY.matcher(answer.body());
    if (key.find()) {
      formKey = key.group(1);
    }
    return answer;
  }
}
