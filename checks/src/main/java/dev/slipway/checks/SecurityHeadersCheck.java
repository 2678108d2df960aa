package dev.slipway.checks;

import dev.slipway.checks.http.Answer;
import dev.slipway.checks.http.NoAnswer;
import dev.slipway.checks.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The headers that keep browsers from being used against our users. */
public record SecurityHeadersCheck(String name, String path) implements Check {
  @Override
  public Finding run(Asking asking) {
    var request = Request.get(path);
    try {
      var answer = asking.send(request);
      var evidence = new ArrayList<Evidence>();
      var missing = new ArrayList<String>();
      if ("https".equals(asking.target().name().getScheme())) {
        expect(answer, "Strict-Transport-Security", "max-age=", evidence, missing);
      }
      expect(answer, "X-Content-Type-Options", "nosniff", evidence, missing);
      expectFraming(answer, evidence, missing);
      expect(answer, "Referrer-Policy", "", evidence, missing);
      return missing.isEmpty()
          ? Finding.passed(
              evidence.size() + " of " + evidence.size() + " headers are there", evidence)
          : Finding.failed(path + " lacks " + String.join(", ", missing), evidence);
    } catch (NoAnswer none) {
      return Finding.failed(path + " gives no answer: " + none.why(), List.of());
    }
  }

  private static void expect(
      Answer answer, String header, String part, List<Evidence> evidence, List<String> missing) {
    var found = answer.header(header).orElse("–");
    evidence.add(new Evidence(header, part.isEmpty() ? "something" : part, found));
    if (found.equals("–") || !found.toLowerCase(Locale.ROOT).contains(part)) {
      missing.add(header + (part.isEmpty() ? "" : ": " + part));
    }
  }

  /** Either of the two ways to say that no other site may put ours into a frame. */
  private static void expectFraming(Answer answer, List<Evidence> evidence, List<String> missing) {
    var policy = answer.header("Content-Security-Policy").orElse("");
    var frame = answer.header("X-Frame-Options").orElse("");
    var found = policy.contains("frame-ancestors") ? "frame-ancestors" : frame;
    evidence.add(
        new Evidence(
            "X-Frame-Options or frame-ancestors", "either", found.isEmpty() ? "–" : found));
    if (found.isEmpty()) {
      missing.add("X-Frame-Options");
    }
  }
}
