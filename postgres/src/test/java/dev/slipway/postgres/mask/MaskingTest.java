package dev.slipway.postgres.mask;

import static dev.slipway.postgres.testing.TestingClusters.execute;
import static dev.slipway.postgres.testing.TestingClusters.query;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.postgres.branch.Branch;
import dev.slipway.postgres.branch.BranchRequest;
import dev.slipway.postgres.branch.Branches;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.cluster.Login;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.testing.TestingClusters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MaskingTest {
  private static final Map<String, MaskRule> RULES =
      Map.ofEntries(
          entry("users.email", MaskRule.EMAIL),
          entry("users.full_name", MaskRule.NAME),
          entry("users.phone", MaskRule.PHONE),
          entry("users.birthday", MaskRule.DATE),
          entry("users.password_hash", MaskRule.HASH),
          entry("users.aliases", MaskRule.EMAIL),
          entry("users.salary", MaskRule.NUMBER),
          entry("users.customer_number", MaskRule.NUMBER),
          entry("payments.card", MaskRule.NUMBER),
          entry("payments.profile", MaskRule.EMPTY),
          entry("notes.body", MaskRule.TEXT),
          entry("notes.support_email", MaskRule.KEEP));

  private static TestingClusters testing;
  private static RunningCluster source;
  private static Branches branches;

  @BeforeAll
  static void provision() throws Exception {
    testing = TestingClusters.bundled();
    source = testing.provision("production");
    branches = new Branches(testing.clusters(), testing.again("branches"), InstantSource.system());
    execute(
        source,
        """
        CREATE TABLE users (id bigint PRIMARY KEY, email varchar(60) NOT NULL UNIQUE,
          full_name text, phone text, birthday date, password_hash text, aliases text[],
          salary numeric(10,2), customer_number int NOT NULL UNIQUE,
          email_lower text GENERATED ALWAYS AS (lower(email)) STORED);
        CREATE TABLE payments (id bigint PRIMARY KEY, number int NOT NULL
          REFERENCES users (customer_number), payer varchar(60) REFERENCES users (email),
          card text, profile jsonb NOT NULL);
        CREATE TABLE notes (id bigint PRIMARY KEY, body text, support_email text);
        INSERT INTO users SELECT g, 'Person' || g || '@firma.de', 'Anna Schmidt' || g,
          '+49 170 ' || (1000000 + g), '1980-01-01'::date + g, '$2b$12$' || md5(g::text),
          ARRAY['p' || g || '@web.de'], 3000 + g, 100000 + g FROM generate_series(1, 500) g;
        INSERT INTO payments SELECT g, 100000 + g, 'Person' || g || '@firma.de',
          '4111 1111 1111 1111', '{"mail":"a@b.de"}' FROM generate_series(1, 500) g;
        INSERT INTO notes SELECT g, 'call Anna Schmidt' || g || ' on +49 170 ' || (1000000 + g),
          'help@ledger.example' FROM generate_series(1, 100) g;
        CREATE MATERIALIZED VIEW people AS SELECT email, full_name FROM users;
        ANALYZE\
        """);
  }

  @AfterAll
  static void close() throws Exception {
    for (var branch : branches.all()) {
      branches.delete(branch.name());
    }
    testing.close();
  }

  private static Branch branch(Map<String, MaskRule> rules) {
    return branches.create(
        BranchRequest.of(source.name(), Instant.now()).masked(new Masking(rules, "the seed")));
  }

  private static Map<String, MaskRule> without(String... columns) {
    var rules = new HashMap<>(RULES);
    rules.keySet().removeAll(List.of(columns));
    return rules;
  }

  private static String ask(Login login, String sql) throws SQLException {
    return query(login, sql);
  }

  @Test
  void aMaskedCopyKeepsKeysAndHoldsNobody() throws Exception {
    var sums = new java.util.ArrayList<String>();
    for (var i = 0; i < 2; i++) {
      try (var branch = branch(RULES)) {
        var login = branch.cluster().login(ClusterRole.MIGRATION);
        assertThat(branch.proof()).isPresent();
        assertThat(branch.proof().get().columns())
            .contains("public.users.email", "public.payments.payer", "public.payments.number");
        assertThat(branch.proof().get().values()).isGreaterThan(3_000);
        // Keys and uniqueness.
        assertThat(
                ask(
                    login,
                    "SELECT count(*) FROM payments p JOIN users u ON u.email = p.payer AND"
                        + " u.customer_number = p.number AND u.id = p.id"))
            .isEqualTo("500");
        assertThat(ask(login, "SELECT count(DISTINCT email) FROM users")).isEqualTo("500");
        assertThat(
                ask(
                    login,
                    "SELECT count(*) FROM users WHERE customer_number BETWEEN 100001 AND 100500"))
            .isNotEqualTo("500");
        // Nothing of the original.
        assertThat(ask(login, "SELECT count(*) FROM users WHERE email !~ '@masked.invalid$'"))
            .isEqualTo("0");
        assertThat(ask(login, "SELECT count(*) FROM people WHERE full_name ~ 'Schmidt'"))
            .isEqualTo("0");
        assertThat(ask(login, "SELECT count(*) FROM notes WHERE body ~ 'Schmidt'")).isEqualTo("0");
        assertThat(ask(login, "SELECT min(length(body)) FROM notes")).isEqualTo("37");
        assertThat(ask(login, "SELECT DISTINCT support_email FROM notes"))
            .isEqualTo("help@ledger.example");
        assertThat(
                ask(
                    branch.cluster().admin(),
                    "SELECT count(*) FROM pg_stats WHERE most_common_vals::text ~ 'firma|Schmidt'"
                        + " OR histogram_bounds::text ~ 'firma|Schmidt'"))
            .isEqualTo("0");
        assertThat(filesWith(branch.cluster().dataDirectory().resolve("base"), "nna Schmidt4"))
            .isEmpty();
        sums.add(ask(login, "SELECT md5(string_agg(u::text, '' ORDER BY id)) FROM users u"));
      }
    }
    // The same person is the same stranger in each copy.
    assertThat(sums.getFirst()).isEqualTo(sums.getLast());
    assertThat(ask(source.admin(), "SELECT count(*) FROM users WHERE full_name ~ 'Schmidt'"))
        .isEqualTo("500");
  }

  /** Files of the data directory are read as they are: no row may be hidden in them. */
  private static List<Path> filesWith(Path folder, String text) throws Exception {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file -> {
                try {
                  return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                      .contains(text);
                } catch (java.io.IOException gone) {
                  return false;
                }
              })
          .toList();
    }
  }

  @Test
  void aColumnThatLooksPersonalAndHasNoRuleRefusesTheCopy() {
    assertThatThrownBy(() -> branch(without("users.phone", "payments.card")))
        .hasMessageContaining("public.payments.card: is called card and has no rule")
        .hasMessageContaining("public.users.phone: is called phone and has no rule");
    assertThatThrownBy(
            () -> {
              var rules = new HashMap<>(RULES);
              rules.put("users.emial", MaskRule.EMAIL);
              rules.put("users.birthday", MaskRule.EMAIL);
              branch(rules);
            })
        .hasMessageContaining("users.emial: there is no such column")
        .hasMessageContaining("public.users.birthday: email can't mask a value of type date");
    assertThat(branches.all()).noneMatch(copy -> copy.isUnfinished());
  }

  @Test
  void whatTheRulesMissIsFoundInTheResult() {
    assertThatThrownBy(() -> branch(without("notes.body", "payments.profile")))
        .hasMessageContaining("the masked copy can't be used")
        .hasMessageContaining("public.notes.body: a phone number, 100 times")
        .hasMessageContaining("public.notes.body: a text with a value of the original, 100 times")
        .hasMessageContaining("public.payments.profile: a mail address, 500 times");
    assertThat(branches.all()).noneMatch(copy -> copy.isUnfinished());
  }
}
