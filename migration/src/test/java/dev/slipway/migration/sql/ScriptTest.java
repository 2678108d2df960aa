package dev.slipway.migration.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {

  private static List<String> texts(String script) {
    return Script.split("x.sql", script).stream().map(Statement::text).toList();
  }

  @Test
  void semicolonsInsideQuotesAndCommentsEndNothing() {
    assertThat(
            texts(
                """
                -- a; b
                SELECT ';' , "a;b", E'it\\'s;', $$ x; y $$, $tag$ $$;$$ $tag$ /* a; /* b; */ c; */;
                SELECT 'don''t;'; ;
                SELECT total$1$ FROM t; SELECT $1;
                """))
        .containsExactly(
            "SELECT ';' , \"a;b\", E'it\\'s;', $$ x; y $$, $tag$ $$;$$ $tag$",
            "SELECT 'don''t;'",
            "SELECT total$1$ FROM t",
            "SELECT $1");
  }

  @Test
  void aBackslashInAPlainStringEscapesOnlyWhenStandardStringsAreOff() {
    assertThat(texts("SELECT 'a\\'; SELECT 2")).containsExactly("SELECT 'a\\'", "SELECT 2");
    assertThat(texts("SET standard_conforming_strings = off; SELECT 'a\\'; SELECT 2'"))
        .containsExactly("SET standard_conforming_strings = off", "SELECT 'a\\'; SELECT 2'");
  }

  @Test
  void routinesAndRulesHoldTheirOwnSemicolons() {
    var script =
        """
        CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC
          SELECT CASE WHEN a > 1 THEN 1 ELSE 2 END; SELECT 3; END;
        CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); INSERT INTO b VALUES (2));
        SELECT 1
        """;
    assertThat(texts(script)).hasSize(3);
    assertThat(texts(script).getLast()).isEqualTo("SELECT 1");
  }

  @Test
  void copyKeepsItsRowsAndLinesGoOnBeingCounted() {
    var statements =
        Script.split(
            "x.sql",
            "SELECT 1;\nCOPY t (a) FROM stdin;\n1;\t'\n2\n\\.\n\n-- slipway:batch\nSELECT 2;");
    assertThat(statements).hasSize(3);
    assertThat(statements.get(1).copyData()).contains("1;\t'\n2\n");
    assertThat(statements.get(2).line()).isEqualTo(8);
    assertThat(statements.get(2).isMarked("batch")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE INDEX CONCURRENTLY i ON t (a)               | ONLINE     | true
          create unique index concurrently i on t (a)        | ONLINE     | true
          CREATE INDEX i ON t (a)                            | DEFINITION | false
          DROP INDEX CONCURRENTLY IF EXISTS i                | ONLINE     | true
          REFRESH MATERIALIZED VIEW CONCURRENTLY m           | DEFINITION | false
          ALTER TABLE p DETACH PARTITION c CONCURRENTLY      | ONLINE     | true
          ALTER TABLE t VALIDATE CONSTRAINT c                | VALIDATION | false
          VACUUM FULL t                                      | UPKEEP     | true
          REINDEX TABLE t                                    | DEFINITION | false
          REINDEX (VERBOSE) TABLE CONCURRENTLY t             | ONLINE     | true
          CREATE DATABASE d                                  | UPKEEP     | true
          UPDATE t SET a = 1                                 | DATA       | false
          WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x | DATA       | false
          DO 'BEGIN END'                                     | BLOCK      | false
          START TRANSACTION                                  | BEGIN      | false
          END                                                | COMMIT     | false
          ROLLBACK TO SAVEPOINT s                            | SAVEPOINT  | false
          SET LOCAL lock_timeout = '1s'                      | SETTING    | false
          """)
  void aStatementIsClassedByHowItHasToBeRun(
      String sql, StatementKind kind, boolean refusesTransaction) {
    var statement = Script.split("x.sql", sql).getFirst();
    assertThat(statement.kind()).isEqualTo(kind);
    assertThat(statement.refusesTransaction()).isEqualTo(refusesTransaction);
  }

  @Test
  void whatNeverEndsIsToldWithTheLineWhereItBegan() {
    assertThatThrownBy(() -> texts("SELECT 1;\n\nSELECT 'abc;\nSELECT 2;"))
        .hasMessageContaining("SLIP-6001 x.sql:3: a string begins here and never ends");
    assertThatThrownBy(() -> texts("DO $do$ BEGIN END $d$;"))
        .hasMessageContaining("x.sql:1: a dollar-quoted text begins here and never ends")
        .hasMessageContaining("close it with $do$");
    assertThatThrownBy(() -> texts("/* /* */ SELECT 1")).hasMessageContaining("a comment");
    assertThatThrownBy(() -> texts("COPY t FROM stdin;\n1\n"))
        .hasMessageContaining("rows of a COPY");
  }

  @Test
  void commandsOfPsqlAreRefused() {
    assertThatThrownBy(() -> texts("SELECT 1;\n\\i other.sql\n"))
        .hasMessageContaining("SLIP-6002 x.sql:2: \"\\i other.sql\" is a command of psql, not SQL");
  }
}
