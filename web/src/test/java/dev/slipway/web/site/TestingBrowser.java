package dev.slipway.web.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.session.Visitor;
import dev.slipway.web.Paths;
import dev.slipway.web.site.Ask.Origin;
import dev.slipway.web.site.Ask.Part;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A browser: keeps cookies, sends the form key of the page it is on. */
final class TestingBrowser {
  private final Site site;
  private final Map<String, String> cookies = new HashMap<>();
  String formKey = "";

  TestingBrowser(Site site) {
    this.site = site;
  }

  Answer get(String path) {
    var parts = path.split("\\?", 2);
    var query = new HashMap<String, String>();
    for (var pair : parts.length == 1 ? new String[0] : parts[1].split("&")) {
      query.put(
          pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
    }
    return send("GET", parts[0], query, Map.of());
  }

  Answer post(String path, String... fields) {
    var form = new HashMap<String, List<String>>();
    form.put("_form", List.of(formKey));
    for (var i = 0; i < fields.length; i += 2) {
      form.put(fields[i], List.of(fields[i + 1]));
    }
    return send("POST", path, Map.of(), form);
  }

  private Answer send(
      String method, String path, Map<String, String> query, Map<String, List<String>> form) {
    var origin =
        new Origin(new Visitor("192.0.2.7", "Firefox"), "https://slipway.example", Part.WHOLE);
    var answer = site.answer(new Ask(method, path, query, form, Map.copyOf(cookies), origin));
    for (var cookie : answer.cookies()) {
      assertThat(cookie).contains("; Path=/; HttpOnly; SameSite=", "; Secure");
      var pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
      if (pair[1].isEmpty()) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    if (answer.body().contains("name=\"_form\" value=\"")) {
      formKey = answer.body().replaceAll("(?s).*?name=\"_form\" value=\"([^\"]*)\".*", "$1");
    }
    return answer;
  }

  TestingBrowser signedIn(String email, String password) {
    get(Paths.SIGN_IN);
    assertThat(post(Paths.SIGN_IN, "email", email, "password", password).status()).isEqualTo(303);
    get("/");
    return this;
  }
}
