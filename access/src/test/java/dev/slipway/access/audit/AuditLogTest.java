package dev.slipway.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.TestingAccess;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.access.audit.AuditVerdict.Broken;
import dev.slipway.access.audit.AuditVerdict.Intact;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditLogTest {
  private static final Actor ADA = new Actor("p1", "Ada", "192.0.2.10");

  private final TestingAccess testing = new TestingAccess();
  private final AuditLog log = testing.access.audit();

  @AfterEach
  void close() throws Exception {
    testing.close();
  }

  private AuditHead write(int entries) {
    for (var i = 1; i <= entries; i++) {
      var event =
          AuditEvent.of("variable.set", "KEY_" + i, "ledger", "production")
              .changing(Map.of("value", "••••" + i), Map.of("value", "••••" + (i + 1)));
      log.record(ADA, event, Outcome.DONE);
      testing.pass(Duration.ofHours(1));
    }
    return log.head();
  }

  private void tamper(String statement) {
    testing.sql("ALTER TABLE access.audit DISABLE TRIGGER USER");
    testing.sql(statement);
    testing.sql("ALTER TABLE access.audit ENABLE TRIGGER USER");
  }

  @Test
  void anUntouchedLogIsIntact() {
    var head = write(5);
    assertThat(log.verify(List.of(head, AuditHead.parse(head.write()))))
        .isEqualTo(new Intact(5, head));
    assertThat(log.read(AuditQuery.newest(2)))
        .extracting(entry -> entry.event().target())
        .containsExactly("KEY_5", "KEY_4");
    assertThat(log.read(AuditQuery.newest(9).before(3).by("p1").in("ledger", "production")))
        .extracting(AuditEntry::number)
        .containsExactly(2L, 1L);
    assertThat(log.read(AuditQuery.newest(9).in("other", ""))).isEmpty();
    assertThat(log.read(AuditQuery.newest(9).since(testing.clock.instant().minusSeconds(7_200))))
        .hasSize(2);
  }

  @Test
  void theTableRefusesChanges() {
    write(2);
    assertThatThrownBy(() -> testing.sql("UPDATE access.audit SET actor = 'x'"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> testing.sql("DELETE FROM access.audit"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> testing.sql("TRUNCATE access.audit"))
        .hasMessageContaining("append-only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at = at + interval '1 microsecond'",
        "actor = 'p2'",
        "actor_name = 'Bob'",
        "address = '::1'",
        "action = 'variable.get'",
        "outcome = 'DENIED'",
        "target = ''",
        "application = 'ledgerproduction', environment = ''",
        "before = '{}'",
        "after = '{\"value\":\"x\"}'",
        "hash = previous"
      })
  void everyChangedFieldIsFoundAtItsEntry(String change) {
    write(4);
    tamper("UPDATE access.audit SET " + change + " WHERE number = 3");
    assertThat(log.verify(List.of()))
        .isEqualTo(new Broken(3, "entry 3 was changed: its content no longer gives its hash"));
  }

  @Test
  void aMissingEntryIsFound() {
    write(4);
    tamper("DELETE FROM access.audit WHERE number = 2");
    assertThat(log.verify(List.of()))
        .isEqualTo(new Broken(2, "entry 2 is missing: entry 3 follows 1"));
  }

  @Test
  void aLogCutAtItsEndIsFoundEvenWhenItsHeadIsCutToo() {
    write(2);
    var shorter = log.head();
    var kept = write(2);
    tamper("DELETE FROM access.audit WHERE number > 2");
    var fact =
        "entry 3 is missing: the log ends at entry 2, but a head kept elsewhere shows that there"
            + " was an entry 4";
    assertThat(log.verify(List.of())).isEqualTo(new Broken(3, fact));
    tamper(
        "UPDATE access.audit_chain SET head_number = 2, head_hash = decode('"
            + shorter.hash().hex()
            + "', 'hex')");
    assertThat(log.verify(List.of())).isEqualTo(new Intact(2, shorter));
    assertThat(log.verify(List.of(kept))).isEqualTo(new Broken(3, fact));
    // Written on from there, the number is reached again but not the hash.
    write(2);
    assertThat(log.verify(List.of(kept)))
        .isEqualTo(new Broken(4, "entry 4 is not the one whose head was kept elsewhere"));
  }

  @Test
  void retentionKeepsTheRestVerifiable() {
    var early = write(3);
    write(3);
    assertThat(testing.access.auditRetention().keep(Duration.ofMinutes(150))).isEqualTo(4);
    assertThat(testing.access.auditRetention().keep(Duration.ofDays(9))).isZero();
    var head = log.head();
    assertThat(log.verify(List.of(early, head))).isEqualTo(new Intact(3, head));
    var newest = log.read(AuditQuery.newest(1)).getFirst();
    assertThat(newest.event().action()).isEqualTo("audit.prune");
    // Removing more than retention did, and moving the beginning along, is found.
    tamper("DELETE FROM access.audit WHERE number = 5");
    tamper(
        "UPDATE access.audit_chain SET base_number = 5,"
            + " base_hash = (SELECT previous FROM access.audit WHERE number = 6)");
    assertThat(log.verify(List.of()))
        .isEqualTo(
            new Broken(5, "the entries up to here were removed, but not by the retention rule"));
  }

  @Test
  void theRuleIsKeptAndAppliedEachTime() {
    var retention = testing.access.auditRetention();
    write(3);
    assertThat(retention.rule()).isEmpty();
    assertThat(retention.sweep()).isZero();
    assertThatThrownBy(() -> retention.rule(Optional.of(Duration.ofHours(23))))
        .hasMessageContaining("SLIP-8003 the audit log is kept for a day at least, not for 23 h");
    assertThatThrownBy(() -> retention.prune(Duration.ZERO)).hasMessageContaining("SLIP-8003");
    retention.rule(Optional.of(Duration.ofDays(1)));
    assertThat(retention.rule()).contains(Duration.ofDays(1));
    testing.pass(Duration.ofHours(22));
    assertThat(retention.sweep()).isEqualTo(1);
    // A refusal to prune is in the log under the same name, and says nothing about the beginning.
    log.record(ADA, AuditEvent.of("audit.prune", ""), Outcome.DENIED);
    assertThat(log.verify(List.of())).isInstanceOf(Intact.class);
    retention.rule(Optional.empty());
    testing.pass(Duration.ofDays(9));
    assertThat(retention.sweep()).isZero();
  }

  @Test
  void anExportVerifiesWithoutTheStore() throws IOException {
    var head = write(3);
    var out = new StringWriter();
    testing.access.auditExport().write(out);
    assertThat(verify(out.toString(), head)).isEqualTo(new Intact(3, head));
    assertThat(verify(out.toString().replace("KEY_2", "KEY_9"), head))
        .isInstanceOf(Broken.class)
        .extracting(verdict -> ((Broken) verdict).number())
        .isEqualTo(2L);
    var cut = out.toString().lines().limit(2).reduce((a, b) -> a + "\n" + b).orElseThrow();
    assertThat(verify(cut, head)).isInstanceOf(Broken.class);
    assertThatThrownBy(() -> verify("{\"number\":1}", head))
        .hasMessageContaining("SLIP-8002 line 1 of the export is not an audit entry");
  }

  private static AuditVerdict verify(String file, AuditHead head) throws IOException {
    return AuditExport.verify(new BufferedReader(new StringReader(file)), List.of(head));
  }

  @Test
  void manyWritersMakeOneChain() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<AuditEntry>>();
      for (var i = 0; i < 40; i++) {
        tasks.add(() -> log.record(ADA, AuditEvent.of("backup.start", ""), Outcome.FAILED));
      }
      for (var task : threads.invokeAll(tasks)) {
        task.get();
      }
    }
    assertThat(log.verify(List.of())).isEqualTo(new Intact(40, log.head()));
  }

  @Test
  void anEntryGoesWithTheChangeItTellsOf() {
    assertThatThrownBy(
            () ->
                testing
                    .testing()
                    .store()
                    .transact(
                        handle -> {
                          log.append(handle, ADA, AuditEvent.of("x.y", "z"), Outcome.DONE);
                          throw new IllegalStateException("half way");
                        }))
        .hasMessage("half way");
    assertThat(log.head()).isEqualTo(AuditHead.EMPTY);
    log.record(ADA, AuditEvent.of("x\0y", "\0"), Outcome.DENIED);
    assertThat(log.verify(List.of())).isEqualTo(new Intact(1, log.head()));
  }
}
