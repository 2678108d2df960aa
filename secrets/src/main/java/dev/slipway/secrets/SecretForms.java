package dev.slipway.secrets;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The shapes in which one secret turns up in logs, headers, addresses and JSON. */
final class SecretForms {
  /** Shorter pieces of a secret are too likely to be something else. */
  private static final int SHORTEST_PIECE = 8;

  private SecretForms() {}

  static Set<String> of(String secret) {
    var forms = new LinkedHashSet<String>();
    if (secret.length() >= Mask.SHORTEST) {
      addEncoded(secret, forms);
    }
    secret.lines().map(String::strip).forEach(line -> addPiece(line, forms));
    passwordOf(secret).ifPresent(password -> addPassword(password, forms));
    return forms;
  }

  private static void addEncoded(String secret, Set<String> forms) {
    forms.add(secret);
    var query = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    forms.add(query);
    forms.add(query.replace("+", "%20"));
    forms.add(jsonEscaped(secret));
    for (var before = 0; before < 3; before++) {
      addPiece(base64After(before, secret, Base64.getEncoder()), forms);
      addPiece(base64After(before, secret, Base64.getUrlEncoder()), forms);
    }
  }

  private static void addPiece(String piece, Set<String> forms) {
    if (piece.length() >= SHORTEST_PIECE) {
      forms.add(piece);
    }
  }

  /** A password inside an address is written bare as often as with the address around it. */
  private static Optional<String> passwordOf(String secret) {
    if (!secret.contains("://")) {
      return Optional.empty();
    }
    try {
      var user = URI.create(secret).getRawUserInfo();
      return user == null || !user.contains(":")
          ? Optional.empty()
          : Optional.of(user.substring(user.indexOf(':') + 1));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  private static void addPassword(String raw, Set<String> forms) {
    if (raw.length() < Mask.SHORTEST) {
      return;
    }
    forms.add(raw);
    try {
      addEncoded(URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8), forms);
    } catch (IllegalArgumentException strayPercent) {
      addEncoded(raw, forms);
    }
  }

  /**
   * The letters of a Base64 text that depend on the secret alone when so many bytes stand before
   * it: {@code user:secret} in a Basic header is found whatever the user is.
   */
  private static String base64After(int before, String secret, Base64.Encoder encoder) {
    var bytes = secret.getBytes(StandardCharsets.UTF_8);
    var padded = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, padded, before, bytes.length);
    var text = encoder.withoutPadding().encodeToString(padded);
    var from = (before * 8 + 5) / 6;
    var to = padded.length * 8 / 6;
    return from < to ? text.substring(from, to) : "";
  }

  private static String jsonEscaped(String secret) {
    var text = new StringBuilder();
    for (var i = 0; i < secret.length(); i++) {
      var c = secret.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> text.append(c);
      }
    }
    return text.toString();
  }
}
