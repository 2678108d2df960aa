package dev.slipway.delivery.golive;

import dev.slipway.certificates.Standing;
import dev.slipway.checks.CertificateCheck;
import dev.slipway.checks.Checks;
import dev.slipway.checks.Outcome;
import dev.slipway.checks.http.Client;
import dev.slipway.checks.http.NoAnswer;
import dev.slipway.checks.http.Request;
import dev.slipway.checks.http.Target;
import dev.slipway.delivery.criteria.Criterion;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.kit.Ids;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.model.CertificateKind;
import dev.slipway.manifest.model.Domain;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.secrets.Mask;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the names that people use lead to this edge, and what they are shown there. Each name is
 * asked for something that only this edge can know, as a certificate authority would.
 */
record Reached(Machinery machinery, InstantSource clock) {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration CERTIFICATE_LEAST = Duration.ofDays(14);
  private static final String CHALLENGE = "/.well-known/acme-challenge/";
  private static final int TOKEN_CHARACTERS = 32;

  List<Criterion> look(ResolvedEnvironment environment) {
    var found = new ArrayList<Criterion>();
    for (var domain : environment.settings().domains()) {
      found.add(address(domain));
      found.add(certificate(environment, domain));
    }
    if (found.isEmpty()) {
      found.add(
          Criterion.notMet(
              "address",
              "",
              "it has no host name",
              "name one as environments." + environment.name() + ".domains"));
    }
    return found;
  }

  /** A name of each tenant is asked by one that nobody has. */
  private static String host(Domain domain) {
    return domain.host().replaceFirst("^\\*", "slipway-go-live");
  }

  private Criterion address(Domain domain) {
    var host = host(domain);
    var asks = domain.host() + " leads here";
    if (host.endsWith(".localhost") || host.equals("localhost")) {
      return Criterion.caution(
          "address",
          asks,
          "on this machine alone: nobody else can reach it",
          "name a host that people have as environments.….domains");
    }
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException unknown) {
      return Criterion.notMet(
          "address", asks, "the name is not known", "add an A or AAAA record for it");
    }
    return asked(host, asks, addresses[0]);
  }

  private Criterion asked(String host, String asks, InetAddress address) {
    var where = address.getHostAddress();
    var token = Ids.secret(TOKEN_CHARACTERS);
    var proof = Ids.secret(TOKEN_CHARACTERS);
    var edge = machinery.traffic().edge();
    try {
      edge.putChallenge(token, proof);
      var url = URI.create(machinery.running().addresses().publicUrl(host));
      try (var client = new Client(Target.at(url))) {
        var answer = client.send(Request.get(CHALLENGE + token), LIMIT);
        return answer.text().strip().equals(proof)
            ? Criterion.met("address", asks, where + ", and this edge answers there")
            : Criterion.notMet(
                "address",
                asks,
                where + ", where something else answers: " + answer.status(),
                "let it point to this machine");
      } catch (NoAnswer none) {
        return isOurs(address)
            ? Criterion.notMet(
                "address", asks, where + ": " + none.why(), "slipway status shows the edge's port")
            : Criterion.unmeasured(
                "address",
                asks,
                where + " is not this machine, and from here it gives no answer: " + none.why(),
                "let it point to this machine, or see from outside that it leads here");
      } finally {
        edge.removeChallenge(token);
      }
    } catch (ProblemException edgeIsAway) {
      return Criterion.unmeasured(
          "address", asks, edgeIsAway.problem().fact(), edgeIsAway.problem().hint());
    }
  }

  private static boolean isOurs(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException unknown) {
      return false;
    }
  }

  /** Why none could be ordered yet. */
  private Optional<Standing.Trouble> trouble(Domain domain) {
    return machinery
        .certificates()
        .standing(domain.host())
        .map(Standing::trouble)
        .filter(Standing.Trouble::isThere);
  }

  private Criterion certificate(ResolvedEnvironment environment, Domain domain) {
    var asks = "for " + domain.host();
    if (environment.settings().certificate().kind() == CertificateKind.NONE) {
      return Criterion.caution(
          "certificate", asks, "none is wanted: passwords travel in plain", "certificate: auto");
    }
    try {
      var port = machinery.traffic().edge().health().ports().https();
      var target =
          Target.at(URI.create("https://127.0.0.1:" + port))
              .under(URI.create("https://" + host(domain)));
      var check = new CertificateCheck("certificate", CERTIFICATE_LEAST, clock);
      var result =
          new Checks(Map.of(), Mask.of(List.of())).run(List.of(check), target).results().getFirst();
      return result.outcome() == Outcome.PASSED
          ? Criterion.met("certificate", asks, result.fact())
          : result.outcome() == Outcome.FAILED
              ? Criterion.notMet(
                  "certificate",
                  asks,
                  trouble(domain).map(one -> one.fact() + "; ").orElse("") + result.fact(),
                  trouble(domain)
                      .map(Standing.Trouble::hint)
                      .orElse(
                          "bring your own: certificate: { kind: own, file: …, key: … }, or have it"
                              + " ordered: certificate: acme"))
              : Criterion.unmeasured("certificate", asks, result.fact(), "");
    } catch (ProblemException edgeIsAway) {
      return Criterion.unmeasured(
          "certificate", asks, edgeIsAway.problem().fact(), edgeIsAway.problem().hint());
    }
  }
}
