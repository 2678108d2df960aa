package dev.slipway.access.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TotpTest {
  private static final String SEED = "1234567890".repeat(7);

  /** Appendix B of RFC 6238, all eighteen. */
  @ParameterizedTest
  @CsvSource({
    "59,HmacSHA1,94287082",
    "59,HmacSHA256,46119246",
    "59,HmacSHA512,90693936",
    "1111111109,HmacSHA1,07081804",
    "1111111109,HmacSHA256,68084774",
    "1111111109,HmacSHA512,25091201",
    "1111111111,HmacSHA1,14050471",
    "1111111111,HmacSHA256,67062674",
    "1111111111,HmacSHA512,99943326",
    "1234567890,HmacSHA1,89005924",
    "1234567890,HmacSHA256,91819424",
    "1234567890,HmacSHA512,93441116",
    "2000000000,HmacSHA1,69279037",
    "2000000000,HmacSHA256,90698825",
    "2000000000,HmacSHA512,38618901",
    "20000000000,HmacSHA1,65353130",
    "20000000000,HmacSHA256,77737706",
    "20000000000,HmacSHA512,47863826"
  })
  void givesTheCodesOfTheStandard(long second, String algorithm, String code) {
    var bytes =
        switch (algorithm) {
          case "HmacSHA1" -> 20;
          case "HmacSHA256" -> 32;
          default -> 64;
        };
    var secret = SEED.substring(0, bytes).getBytes(StandardCharsets.US_ASCII);
    assertThat(new Totp(secret, algorithm, 8).codeAt(Instant.ofEpochSecond(second)))
        .isEqualTo(code);
  }

  @Test
  void takesTheCodeBeforeAndAfterButEachOnce() {
    var totp = new Totp(Totp.freshSecret());
    var now = Instant.ofEpochSecond(3_000_000);
    var step = 100_000L;
    assertThat(totp.match(totp.codeAt(now.minusSeconds(30)), now, 0)).hasValue(step - 1);
    assertThat(totp.match(" " + totp.codeAt(now) + " ", now, step - 1)).hasValue(step);
    assertThat(totp.match(totp.codeAt(now), now, step)).isEmpty();
    assertThat(totp.match(totp.codeAt(now.plusSeconds(90)), now, 0)).isEmpty();
    assertThat(totp.match("", now, 0)).isEmpty();
  }

  @Test
  void isTypedInBase32() {
    var secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    var totp = new Totp(secret);
    assertThat(totp.typed()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assertThat(Base32.decode(totp.typed())).isEqualTo(secret);
    assertThat(totp.link("Slipway", "ada@example.org"))
        .isEqualTo(
            "otpauth://totp/Slipway:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Slipway");
  }
}
