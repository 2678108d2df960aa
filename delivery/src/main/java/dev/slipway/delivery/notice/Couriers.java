package dev.slipway.delivery.notice;

import dev.slipway.checks.http.Client;
import dev.slipway.checks.http.NoAnswer;
import dev.slipway.checks.http.Request;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Brings a message to where it goes; a problem when it did not get there. */
final class Couriers {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final String JSON = "application/json";

  private final OutsideAddress outside;
  private final MailServer mail;
  private final InstantSource clock;

  Couriers(OutsideAddress outside, MailServer mail, InstantSource clock) {
    this.outside = outside;
    this.mail = mail;
    this.clock = clock;
  }

  /**
   * Posts the message as JSON, signed as standardwebhooks.com has it.
   *
   * @param key what it is signed with; unsigned without
   */
  void webhook(String named, String url, Optional<String> key, Message message) {
    var body = Json.write(message);
    var at = clock.instant().getEpochSecond();
    var request =
        post(url, named, body)
            .with("webhook-id", message.id())
            .with("webhook-timestamp", Long.toString(at));
    var signed =
        key.map(
                secret ->
                    request.with(
                        "webhook-signature",
                        "v1," + signature(secret, message.id() + "." + at + "." + body)))
            .orElse(request);
    send(url, named, signed);
  }

  /** Slack's incoming webhooks take a text, in which three characters are escaped. */
  void slack(String named, String url, Message message) {
    var text =
        message.text().strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    send(url, named, post(url, named, Json.write(Map.of("text", text))));
  }

  void mail(String address, Message message) {
    mail.send(address, message);
  }

  private static Request post(String url, String named, String body) {
    var parsed = OutsideAddress.parse(url, named);
    var path =
        (parsed.getRawPath().isEmpty() ? "/" : parsed.getRawPath())
            + (parsed.getRawQuery() == null ? "" : "?" + parsed.getRawQuery());
    return Request.of("POST", path)
        .with("User-Agent", "Slipway-notice/1")
        .with(new Request.Body(JSON, body));
  }

  private void send(String url, String named, Request request) {
    try (var client = new Client(outside.of(url, named), 1)) {
      var answer = client.send(request, LIMIT);
      if (answer.status() / 100 != 2) {
        throw failed(named + ": its server answered " + answer.status());
      }
    } catch (NoAnswer e) {
      throw failed(named + ": " + e.getMessage());
    }
  }

  static RuntimeException failed(String fact) {
    return Problem.of(Problem.Kind.UNAVAILABLE, "SLIP-7742", fact, "it is tried again").exception();
  }

  /** Keys that begin with whsec_ are Base64, as the standard writes them. */
  static String signature(String secret, String text) {
    try {
      var key =
          secret.startsWith("whsec_")
              ? Base64.getDecoder().decode(secret.substring("whsec_".length()))
              : secret.getBytes(StandardCharsets.UTF_8);
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw failed("the key that notices are signed with can't be used");
    }
  }
}
