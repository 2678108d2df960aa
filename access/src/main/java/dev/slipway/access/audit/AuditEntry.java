package dev.slipway.access.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event with its place in the chain.
 *
 * @param number counts from 1 without a gap
 * @param at to the microsecond, which is what the store keeps
 * @param link the hash of the entry before, and this one's own
 */
public record AuditEntry(
    long number, Instant at, Actor actor, AuditEvent event, AuditEvent.Outcome outcome, Link link) {

  /** What ties an entry to the one before it. */
  public record Link(Digest previous, Digest hash) {}

  static AuditEntry after(
      AuditHead head, Instant now, Actor actor, AuditEvent event, AuditEvent.Outcome outcome) {
    var open =
        new AuditEntry(
            head.number() + 1,
            now.truncatedTo(ChronoUnit.MICROS),
            actor,
            event,
            outcome,
            new Link(head.hash(), Digest.NONE));
    return new AuditEntry(
        open.number, open.at, actor, event, outcome, new Link(head.hash(), open.computedHash()));
  }

  /** The hash that the content gives; it differs from the one kept when either was changed. */
  Digest computedHash() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.write(link.previous().bytes());
      out.writeLong(number);
      out.writeLong(at.getEpochSecond());
      out.writeInt(at.getNano());
      write(out, actor.id());
      write(out, actor.name());
      write(out, actor.address());
      write(out, event.action());
      write(out, outcome.name());
      write(out, event.target());
      write(out, event.application());
      write(out, event.environment());
      write(out, event.change().before());
      write(out, event.change().after());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Digest.of(bytes.toByteArray());
  }

  private static void write(DataOutputStream out, Map<String, String> values) throws IOException {
    out.writeInt(values.size());
    for (var value : new TreeMap<>(values).entrySet()) {
      write(out, value.getKey());
      write(out, value.getValue());
    }
  }

  /** With its length first, so that no two lists of texts give the same bytes. */
  private static void write(DataOutputStream out, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  AuditHead asHead() {
    return new AuditHead(number, link.hash());
  }
}
