package dev.slipway.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders against a real ACME server. */
@Timeout(300)
final class OrderTest {
  private static final String HOST = "www.shop.example";

  private TestingRoom room;

  @BeforeEach
  void open() throws Exception {
    room = new TestingRoom();
    room.wanted.put(HOST, "ops@shop.example");
  }

  @AfterEach
  void close() throws Exception {
    room.close();
  }

  private static X509Certificate first(String pem) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aNameGetsACertificateAndNothingOfTheOrderIsLeft() throws Exception {
    var certificates = room.begun();
    room.until("served", certificates, () -> room.isServed(certificates, HOST));
    assertThat(room.told).hasSize(1);
    var served = first(room.told.getFirst());
    assertThat(served.getSubjectAlternativeNames()).anyMatch(name -> name.get(1).equals(HOST));
    assertThat(room.answers.left()).isZero();
    var standing = certificates.standing(HOST).orElseThrow();
    assertThat(standing.origin()).isEqualTo("acme");
    assertThat(standing.ends().orElseThrow()).isEqualTo(served.getNotAfter().toInstant());
    // Its key is readable by nobody else, and in the store it is sealed.
    try (var files = Files.walk(room.edge())) {
      for (var key : files.filter(file -> file.endsWith("key.pem")).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
            .isEqualTo("rw-------");
      }
    }
    var stored =
        room.testing
            .store()
            .read(
                handle ->
                    handle
                        .createQuery(
                            "SELECT key_sealed FROM certificates.certificate UNION ALL"
                                + " SELECT key_sealed FROM certificates.account")
                        .mapTo(String.class)
                        .list());
    assertThat(stored).hasSize(2).noneMatch(text -> text.contains("PRIVATE KEY"));
    // And nothing more happens until it is due.
    var publishedSoFar = room.published;
    room.look(certificates);
    room.look(certificates);
    assertThat(room.published).isEqualTo(publishedSoFar);
    assertThat(certificates.standing(HOST).orElseThrow().ordering()).isFalse();
  }

  @Test
  void itIsRenewedWhenAThirdIsLeftAndTheOldOneServesUntilThen() throws Exception {
    var certificates = room.begun();
    room.until("served", certificates, () -> room.isServed(certificates, HOST));
    var old = room.told;
    room.now =
        first(old.getFirst()).getNotAfter().toInstant().minus(Duration.ofDays(3).plusHours(1));
    room.look(certificates);
    assertThat(certificates.standing(HOST).orElseThrow().ordering()).isFalse();
    // The jitter is a tenth of the third at most.
    room.now = first(old.getFirst()).getNotAfter().toInstant().minus(Duration.ofHours(64));
    room.look(certificates);
    assertThat(certificates.standing(HOST).orElseThrow().ordering()).isTrue();
    assertThat(certificates.standing(HOST).orElseThrow().served()).isTrue();
    assertThat(room.told).isEqualTo(old);
    room.until("renewed", certificates, () -> !room.told.equals(old));
    assertThat(first(room.told.getFirst()).getPublicKey())
        .isNotEqualTo(first(old.getFirst()).getPublicKey());
    try (var left = Files.list(room.edge().resolve(HOST))) {
      assertThat(left).hasSize(1);
    }
  }

  /** Every write of the store may be the last of its process. */
  @Test
  void whoeverDiesAtAnyWriteTheOrderGoesOn() throws Exception {
    var jdbi = room.testing.store().jdbi();
    jdbi.useHandle(
        handle ->
            handle
                .createScript(
                    """
                    CREATE SEQUENCE public.writes;
                    CREATE TABLE public.death (at bigint);
                    INSERT INTO public.death VALUES (0);
                    CREATE FUNCTION public.die() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                      IF nextval('public.writes') = (SELECT at FROM public.death) THEN
                        RAISE EXCEPTION 'killed here';
                      END IF;
                      RETURN NULL;
                    END $$;
                    CREATE TRIGGER die AFTER INSERT OR UPDATE OR DELETE ON certificates.account
                      FOR EACH STATEMENT EXECUTE FUNCTION public.die();
                    CREATE TRIGGER die AFTER INSERT OR UPDATE OR DELETE ON certificates.ordering
                      FOR EACH STATEMENT EXECUTE FUNCTION public.die();
                    CREATE TRIGGER die AFTER INSERT OR UPDATE OR DELETE ON certificates.certificate
                      FOR EACH STATEMENT EXECUTE FUNCTION public.die();
                    """)
                .execute());
    var deaths = 0;
    for (var at = 1; ; at++) {
      var host = "n" + at + ".shop.example";
      room.wanted.clear();
      room.wanted.put(host, "");
      var number = at;
      jdbi.useHandle(
          handle -> {
            handle.execute("UPDATE public.death SET at = ?", number);
            handle.execute("SELECT setval('public.writes', 1, false)");
          });
      var died = false;
      var first = room.begun();
      try {
        room.until("served", first, () -> room.isServed(first, host));
      } catch (RuntimeException killed) {
        assertThat(killed).hasStackTraceContaining("killed here");
        died = true;
        deaths++;
      }
      if (!died) {
        break;
      }
      var next = room.begun();
      room.until("served after death " + at, next, () -> room.isServed(next, host));
      var hosts = room.told.stream().map(OrderTest::names).toList();
      assertThat(hosts).anyMatch(names -> names.contains(host));
    }
    // Account, order, place, answer, look, finalize, store (twice), install, publish.
    assertThat(deaths).isGreaterThanOrEqualTo(8);
    assertThat(room.answers.left()).isZero();
  }

  private static String names(String pem) {
    try {
      return String.valueOf(first(pem).getSubjectAlternativeNames());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFailureIsToldInTheAuthoritysWordsAndTriedAgain() {
    room.answers.silent = true;
    var certificates = room.begun();
    room.until(
        "failed",
        certificates,
        () -> certificates.standing(HOST).filter(one -> one.trouble().isThere()).isPresent());
    var trouble = certificates.standing(HOST).orElseThrow().trouble();
    assertThat(trouble.fact()).startsWith("unauthorized: ").endsWith("(http-01)");
    assertThat(trouble.hint())
        .isEqualTo("something else answers for www.shop.example: let it lead to this edge");
    assertThat(trouble.nextTry().orElseThrow()).isAfter(room.now);
    assertThat(room.answers.left()).isZero();

    room.answers.silent = false;
    room.now = trouble.nextTry().orElseThrow();
    room.until("served", certificates, () -> room.isServed(certificates, HOST));
    assertThat(certificates.standing(HOST).orElseThrow().trouble().isThere()).isFalse();
  }

  @Test
  void whatTheAuthorityNeverGivesIsToldSo() {
    room.wanted.clear();
    room.wanted.put("blocked.shop.example", "");
    var certificates = room.begun();
    room.look(certificates);
    room.look(certificates);
    var trouble = certificates.standing("blocked.shop.example").orElseThrow().trouble();
    assertThat(trouble.fact()).startsWith("rejectedIdentifier: ");
    assertThat(trouble.hint())
        .isEqualTo("the authority gives no certificate for blocked.shop.example");
  }

  @Test
  void aLimitOfTheAuthorityIsObeyed() throws Exception {
    try (var front =
        new TestingFront(
            room.pebble.directory(),
            room.pebble.roots(),
            room.pebble.roots().resolveSibling("pebble.key"))) {
      room.directory = front.directory();
      front.limited.add("/order-plz");
      var certificates = room.begun();
      var began = room.now;
      room.until(
          "limited",
          certificates,
          () -> certificates.standing(HOST).filter(one -> one.trouble().isThere()).isPresent());
      var trouble = certificates.standing(HOST).orElseThrow().trouble();
      assertThat(trouble.fact())
          .isEqualTo("rateLimited: too many certificates already issued for shop.example");
      assertThat(trouble.nextTry().orElseThrow()).isAfter(began.plus(Duration.ofMinutes(119)));
      var asked = front.refused.get();
      while (room.now.isBefore(trouble.nextTry().orElseThrow().minusSeconds(10))) {
        room.look(certificates);
      }
      assertThat(front.refused.get()).isEqualTo(asked);
      front.limited.clear();
      room.now = trouble.nextTry().orElseThrow();
      room.until("served", certificates, () -> room.isServed(certificates, HOST));
    }
  }

  @Test
  void aWildcardIsProvedByARecordOfItsZone() throws Exception {
    room.wanted.clear();
    room.wanted.put("*.shop.example", "");
    var without = room.begun();
    room.look(without);
    room.look(without);
    room.look(without);
    assertThat(without.standing("*.shop.example").orElseThrow().trouble().fact())
        .isEqualTo("*.shop.example can be proved by a record of its zone alone (dns-01)");
    room.now = room.now.plus(Duration.ofHours(1));
    var with = room.begun(Way.HTTP_01, Way.DNS_01);
    room.until("served", with, () -> room.isServed(with, "*.shop.example"));
    assertThat(names(room.told.getFirst())).contains("*.shop.example");
  }

  @Test
  void whereOneWayIsClosedTheNextIsTried() {
    room.answers.silent = true;
    var certificates = room.begun(Way.HTTP_01, Way.DNS_01);
    room.until(
        "failed",
        certificates,
        () -> certificates.standing(HOST).filter(one -> one.trouble().isThere()).isPresent());
    room.now = room.now.plus(Duration.ofMinutes(2));
    room.until("served", certificates, () -> room.isServed(certificates, HOST));
  }

  @Test
  void aFolderThatWasLostIsLaidAnew() throws Exception {
    var certificates = room.begun();
    room.until("served", certificates, () -> room.isServed(certificates, HOST));
    var before = room.told;
    try (var files = Files.walk(room.edge())) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
    var next = room.begun();
    var names = room.testing.store().read(next::installed);
    assertThat(Files.readString(java.nio.file.Path.of(names.getFirst().chain())))
        .isEqualTo(before.getFirst().substring(0, before.getFirst().indexOf("-----BEGIN PRIV")));
  }

  @Test
  void oneThatIsBroughtIsServedAndTheWrongOneIsNot() throws Exception {
    var certificates = room.begun();
    room.until("served", certificates, () -> room.isServed(certificates, HOST));
    var pem = room.told.getFirst();
    var cut = pem.indexOf("-----BEGIN PRIV");
    room.wanted.clear();
    assertThatThrownBy(
            () ->
                certificates.bring("other.shop.example", pem.substring(0, cut), pem.substring(cut)))
        .hasMessageContaining("SLIP-4021 the certificate for other.shop.example can't be used")
        .hasMessageContaining("it is for www.shop.example and not for other.shop.example");
    assertThatThrownBy(
            () ->
                certificates.bring(
                    "new.shop.example",
                    pem.substring(0, cut),
                    KeyText.pem(KeyText.pair(KeyText.fresh()).getPrivate())))
        .hasMessageContaining("its key is another one");
    room.testing.store().transact(handle -> handle.execute("DELETE FROM certificates.certificate"));
    certificates.bring(HOST, pem.substring(0, cut), pem.substring(cut));
    room.look(certificates);
    assertThat(room.told).isEqualTo(List.of(pem));
    assertThat(certificates.standing(HOST).orElseThrow().origin()).isEqualTo("own");
  }
}
