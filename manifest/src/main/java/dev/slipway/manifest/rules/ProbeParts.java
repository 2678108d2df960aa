package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.model.StandingProbe;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.tree.Places;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A probe asks one thing, and says of it what can be said of it. */
final class ProbeParts implements Rule {
  private static final Pattern PORT =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s:/\\[\\]]+):(\\d+)");
  private static final Pattern URL = Pattern.compile("https?://[^/\\s@]+(/\\S*)?");

  /** Digits and dots, or what has a colon: looked up by no name server. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private static final int GREATEST_PORT = 65_535;
  private static final Duration SHORTEST = Duration.ofSeconds(30);

  @Override
  public void check(Subject subject, Mistakes mistakes) {
    for (var each : subject.environments()) {
      each.environment()
          .probes()
          .forEach((name, probe) -> new One(each, name, probe, mistakes).check());
    }
    subject
        .app()
        .probes()
        .forEach(
            (name, probe) -> {
              for (var i = 0; i < probe.only().size(); i++) {
                Names.check(
                    "environment",
                    probe.only().get(i),
                    subject.environmentNames(),
                    subject.place("probes", name, "only", i),
                    mistakes);
              }
            });
  }

  private record One(
      Resolution.Resolved resolved, String name, StandingProbe probe, Mistakes mistakes) {
    void check() {
      var asked = asked();
      if (asked.size() != 1) {
        var has = asked.isEmpty() ? "none" : String.join(" and ", asked);
        tell(
            "",
            "SLIP-1025",
            "a probe asks one of http, tcp, redis, domain, certificate and heartbeat, and this has "
                + has,
            asked.isEmpty() ? "add one of them" : "write a probe for each");
        return;
      }
      belongs(asked.getFirst());
      probe.http().ifPresent(this::http);
      probe.tcp().ifPresent(this::tcp);
      for (var i = 0; i < probe.addresses().size(); i++) {
        if (!ADDRESS.matcher(probe.addresses().get(i)).matches()) {
          mistakes.add(
              Places.find(resolved.tree(), "probes", name, "addresses", i),
              "SLIP-1012",
              "\"" + probe.addresses().get(i) + "\" is not an IP address",
              "write it as in 203.0.113.7 or 2001:db8::7");
        }
      }
      probe
          .heartbeat()
          .filter(each -> each.compareTo(SHORTEST) < 0)
          .ifPresent(
              each ->
                  tell(
                      "heartbeat",
                      "SLIP-1014",
                      "no call comes that often: a heartbeat is told of after 30s at the soonest",
                      "write 30s or more"));
    }

    private List<String> asked() {
      var asked = new ArrayList<String>();
      probe.http().ifPresent(any -> asked.add("http"));
      probe.tcp().ifPresent(any -> asked.add("tcp"));
      probe.redis().ifPresent(any -> asked.add("redis"));
      probe.domain().ifPresent(any -> asked.add("domain"));
      probe.certificate().ifPresent(any -> asked.add("certificate"));
      probe.heartbeat().ifPresent(any -> asked.add("heartbeat"));
      return asked;
    }

    /** A text that nothing is held against would look like a proof. */
    private void belongs(String asked) {
      var parts =
          Map.of(
              "status", probe.status().isPresent() ? "http" : asked,
              "text", probe.text().isPresent() ? "http" : asked,
              "addresses", probe.addresses().isEmpty() ? asked : "domain");
      parts.forEach(
          (key, of) -> {
            if (!of.equals(asked)) {
              tell(
                  key,
                  "SLIP-1025",
                  key + " says something of " + of + ", and this probe asks " + asked,
                  "remove it, or write a probe with " + of);
            }
          });
    }

    private void http(String text) {
      if (!text.matches("/\\S*") && !URL.matcher(text).matches()) {
        tell(
            "http",
            "SLIP-1012",
            "it is neither a path nor a URL of a host",
            "write /health for a path of this application, or https://host/path");
      }
    }

    private void tcp(String text) {
      var match = PORT.matcher(text);
      var isPort =
          match.matches()
              && match.group(2).length() <= 5
              && Integer.parseInt(match.group(2)) <= GREATEST_PORT
              && Integer.parseInt(match.group(2)) > 0;
      if (!isPort) {
        tell(
            "tcp", "SLIP-1012", "it is not a host and a port", "write it as in queue.example:5672");
      }
    }

    private void tell(String key, String code, String fact, String hint) {
      var place =
          key.isEmpty()
              ? Places.find(resolved.tree(), "probes", name)
              : Places.find(resolved.tree(), "probes", name, key);
      mistakes.add(place, code, fact, hint);
    }
  }
}
