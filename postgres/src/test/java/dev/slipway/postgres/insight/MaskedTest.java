package dev.slipway.postgres.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MaskedTest {
  @Test
  void noPasswordIsShownHoweverItIsWritten() {
    for (var written :
        List.of(
            "ALTER ROLE \"a\" PASSWORD 'hush'",
            "alter role a with login encrypted password   'hush' valid until 'infinity'",
            "CREATE ROLE a PASSWORD E'hush\\n''more hush'",
            "CREATE USER a PASSWORD U&'hush'",
            "ALTER ROLE a PASSWORD $$hush$$",
            "ALTER ROLE a PASSWORD $x$hush$x$; SELECT 1",
            "ALTER ROLE a PASSWORD\n'hush",
            "CREATE SUBSCRIPTION s CONNECTION 'host=h password=hush' PUBLICATION p",
            "CREATE SUBSCRIPTION s CONNECTION 'host=h password=''hush it''' PUBLICATION p")) {
      var shown = new SlowStatement(written, 1, Duration.ZERO, Duration.ZERO, 0, 0).query();
      assertThat(shown).describedAs(written).doesNotContain("hush").contains("••••");
      assertThat(new BlockedSession.Session(1, "a", "", "", written).query())
          .doesNotContain("hush");
    }
  }

  @Test
  void whatIsNoPasswordStays() {
    for (var query :
        List.of(
            "SELECT password FROM people WHERE name = $1",
            "UPDATE people SET password = $1 WHERE id = $2",
            "SELECT id FROM people WHERE password = crypt($1, password)",
            "ALTER ROLE a PASSWORD NULL",
            "SET application_name = 'hush'")) {
      assertThat(Masked.statement(query)).isEqualTo(query);
    }
  }
}
