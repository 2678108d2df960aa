package dev.slipway.catalog.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DotEnvTest {
  @Test
  void readsWhatPeopleWrite() {
    var text =
        """
        # a comment
        PLAIN=value with spaces   # and a comment
        export EXPORTED=1
        EMPTY=
        HASH=a#b
        SINGLE='as $is \\n'
        DOUBLE="line\\nnext \\"quoted\\" \\$x"
          INDENTED = yes
        KEY="-----BEGIN KEY-----
        abc
        -----END KEY-----"
        URL=postgres://u:p@h:5432/db?x=1
        VAR=${OTHER}/x
        """;
    assertThat(DotEnv.parse(text))
        .containsExactly(
            Map.entry("PLAIN", "value with spaces"),
            Map.entry("EXPORTED", "1"),
            Map.entry("EMPTY", ""),
            Map.entry("HASH", "a#b"),
            Map.entry("SINGLE", "as $is \\n"),
            Map.entry("DOUBLE", "line\nnext \"quoted\" $x"),
            Map.entry("INDENTED", "yes"),
            Map.entry("KEY", "-----BEGIN KEY-----\nabc\n-----END KEY-----"),
            Map.entry("URL", "postgres://u:p@h:5432/db?x=1"),
            Map.entry("VAR", "${OTHER}/x"));
    assertThat(DotEnv.parse("\uFEFFA=1\r\nB=2\r\n"))
        .containsEntry("A", "1")
        .containsEntry("B", "2");
  }

  @Test
  void tellsAllMistakesWithTheirLines() {
    assertThatThrownBy(() -> DotEnv.parse("A=1\nB\nC-D=2\nA=3\nE='x' y\nF=\"never\nG=2\nH='x\n"))
        .hasMessageContaining("SLIP-7358 the .env text has 6 mistakes")
        .hasMessageContaining("line 2: B has no = after it")
        .hasMessageContaining("line 3: \"C-D\" is not the name of a variable")
        .hasMessageContaining("line 4: A is set twice")
        .hasMessageContaining("line 5: E: there is text after the closing quote")
        .hasMessageContaining("line 6: F: the quote \" is never closed")
        .hasMessageContaining("line 8: H: the quote ' is never closed");
  }

  @Test
  void writesWhatItReadsBack() {
    var random = new Random(11);
    var letters = "aZ09 #'\"\\\n\r\t$={}:/@é€";
    for (var round = 0; round < 2_000; round++) {
      var value = new StringBuilder();
      for (var i = random.nextInt(12); i > 0; i--) {
        value.append(letters.charAt(random.nextInt(letters.length())));
      }
      var values = new LinkedHashMap<String, Value>();
      values.put("A", Value.secret(value.toString()));
      values.put("B", Value.plain("after"));
      var text = DotEnv.write(values, DotEnv.Secrets.SHOWN);
      assertThat(DotEnv.parse(text))
          .describedAs(text)
          .containsEntry("A", value.toString())
          .containsEntry("B", "after");
    }
  }

  @Test
  void anExportHidesSecretsUnlessAsked() {
    var values = new LinkedHashMap<String, Value>();
    values.put("A", Value.plain("x y"));
    values.put("KEY", Value.secret("hunter22"));
    values.put("REF", Value.reference("aws:erp/db#password"));
    assertThat(DotEnv.write(values, DotEnv.Secrets.HIDDEN))
        .startsWith("A='x y'\n# KEY=••••")
        .contains("REF='aws:erp/db#password'")
        .doesNotContain("hunter22");
  }

  @Test
  void anImportKnowsSecretsAndReferences() {
    var changes =
        DotEnv.changes("JWT_SECRET=abc\nLOG=info\nP=vault:secret/a#b\n", Holder.service("web"));
    assertThat(changes)
        .containsExactly(
            Change.put(Holder.service("web"), "JWT_SECRET", Value.secret("abc")),
            Change.put(Holder.service("web"), "LOG", Value.plain("info")),
            Change.put(Holder.service("web"), "P", Value.reference("vault:secret/a#b")));
  }

  @ParameterizedTest
  @CsvSource({
    "JWT_SECRET, x, true",
    "POSTGRES_PASSWORD, x, true",
    "OPENAI_API_KEY, x, true",
    "AWS_ACCESS_KEY_ID, x, false",
    "SMTP_PASS, x, true",
    "DATABASE_URL, postgres://u:p@h/d, true",
    "DATABASE_URL, postgres://h/d, false",
    "VITE_SUPABASE_ANON_KEY, x, false",
    "NEXT_PUBLIC_KEY, x, false",
    "SENTRY_DSN, https://s.example/1, true",
    "LOG_LEVEL, info, false",
    "JWT_EXPIRES_IN, 24h, false",
    "MONKEY, x, false",
    "SUPABASE_SERVICE_ROLE_KEY, x, true"
  })
  void tellsSecretsByTheirNames(String name, String value, boolean secret) {
    assertThat(LooksSecret.variable(name, value)).isEqualTo(secret);
  }
}
