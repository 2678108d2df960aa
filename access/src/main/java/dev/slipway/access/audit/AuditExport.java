package dev.slipway.access.audit;

import dev.slipway.access.audit.AuditEvent.Change;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.kit.Problem;
import dev.slipway.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log as JSON lines, an entry each, with all that is needed to verify it: {@link #verify} reads
 * such a file without the store.
 */
public final class AuditExport {
  private static final JsonMapper JSON = new JsonMapper();

  private final Store store;

  public AuditExport(Store store) {
    this.store = store;
  }

  /** One line of the file. */
  record Line(
      long number,
      String at,
      Actor actor,
      String action,
      Outcome outcome,
      String target,
      String application,
      String environment,
      Map<String, String> before,
      Map<String, String> after,
      String previous,
      String hash) {

    static Line of(AuditEntry entry) {
      var event = entry.event();
      return new Line(
          entry.number(),
          entry.at().toString(),
          entry.actor(),
          event.action(),
          entry.outcome(),
          event.target(),
          event.application(),
          event.environment(),
          new TreeMap<>(event.change().before()),
          new TreeMap<>(event.change().after()),
          entry.link().previous().hex(),
          entry.link().hash().hex());
    }

    AuditEntry entry() {
      return new AuditEntry(
          number,
          Instant.parse(at),
          actor,
          new AuditEvent(action, target, application, environment, new Change(before, after)),
          outcome,
          new AuditEntry.Link(new Digest(previous), new Digest(hash)));
    }
  }

  /** Writes every entry that is left, oldest first. */
  public void write(Writer out) {
    store.transact(
        handle -> {
          AuditLog.forEach(handle, entry -> writeLine(out, entry));
          return true;
        });
  }

  private static void writeLine(Writer out, AuditEntry entry) {
    try {
      out.write(JSON.writeValueAsString(Line.of(entry)));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Verifies an exported file; its first line says where it begins. */
  public static AuditVerdict verify(BufferedReader file, List<AuditHead> anchors)
      throws IOException {
    AuditChain chain = null;
    var lineNumber = 0L;
    for (var text = file.readLine(); text != null; text = file.readLine()) {
      lineNumber++;
      var entry = parse(text, lineNumber);
      if (chain == null) {
        chain = new AuditChain(new AuditHead(entry.number() - 1, entry.link().previous()), anchors);
      }
      chain.follow(entry);
    }
    return chain == null ? new AuditVerdict.Intact(0, AuditHead.EMPTY) : chain.verdict();
  }

  private static AuditEntry parse(String text, long lineNumber) {
    try {
      return JSON.readValue(text, Line.class).entry();
    } catch (RuntimeException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8002",
              "line " + lineNumber + " of the export is not an audit entry",
              "export it again with slipway audit export; the file was cut or edited")
          .exception(e);
    }
  }
}
