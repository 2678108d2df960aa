package dev.slipway.access.audit;

import dev.slipway.kit.Problem;
import java.util.regex.Pattern;

/**
 * The newest entry at some time. Whoever keeps one elsewhere can tell later whether the log still
 * has all that it had then: written as {@code 1042:9f86d0…}.
 */
public record AuditHead(long number, Digest hash) {
  public static final AuditHead EMPTY = new AuditHead(0, Digest.NONE);
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

  public static AuditHead parse(String text) {
    var match = TEXT.matcher(text.strip());
    if (!match.matches()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8001",
              "\"" + text.strip() + "\" is not the head of an audit log",
              "write it as slipway audit head printed it: number, colon, 64 hexadecimal digits")
          .exception();
    }
    return new AuditHead(Long.parseLong(match.group(1)), new Digest(match.group(2)));
  }

  public String write() {
    return number + ":" + hash.hex();
  }
}
