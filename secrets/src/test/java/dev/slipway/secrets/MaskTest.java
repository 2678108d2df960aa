package dev.slipway.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class MaskTest {
  private static Mask mask(String... secrets) {
    return Mask.of(List.of(secrets).stream().map(SecretValue::of).toList());
  }

  @Test
  void hidesASecretWhereverItStands() {
    var mask = mask("hunter22", "s3cr€t value");
    assertThat(mask.hide("a hunter22 b s3cr€t value hunter2")).isEqualTo("a •••• b •••• hunter2");
    assertThat(mask.hide("hunter22hunter22!")).isEqualTo("••••!");
    assertThat(mask.hide("")).isEmpty();
    assertThat(Mask.NONE.hide("hunter22")).isEqualTo("hunter22");
  }

  @Test
  void leavesNoRestOfOverlappingSecrets() {
    assertThat(mask("abcdef", "defghi").hide("xabcdefghiy")).isEqualTo("x••••y");
    assertThat(mask("abcd", "abcdefgh").hide("abcdefgh abcdef")).isEqualTo("•••• ••••ef");
    assertThat(mask("aaaa").hide("aaaaaaab")).isEqualTo("••••b");
  }

  @Test
  void hidesTheFormsInWhichASecretTravels() {
    var secret = "p@ss \"word\"/1+2";
    var mask = mask(secret);
    assertThat(mask.hide("?q=p%40ss+%22word%22%2F1%2B2&x")).isEqualTo("?q=••••&x");
    assertThat(mask.hide("{\"k\":\"p@ss \\\"word\\\"/1+2\"}")).isEqualTo("{\"k\":\"••••\"}");
    for (var user : List.of("", "u:", "us:", "use:", "user:")) {
      var basic =
          Base64.getEncoder().encodeToString((user + secret).getBytes(StandardCharsets.UTF_8));
      assertThat(mask.hide("Basic " + basic)).contains(Mask.MARK).hasSizeLessThan(20);
    }
  }

  @Test
  void hidesThePasswordInsideAnAddress() {
    var mask = mask("postgres://app:pw%2Fd12@db:5432/erp");
    assertThat(mask.hide("password authentication failed for pw/d12, pw%2Fd12 on db:5432/erp"))
        .isEqualTo("password authentication failed for ••••, •••• on db:5432/erp");
  }

  @Test
  void hidesEachLineOfAKey() {
    var mask = mask("-----BEGIN KEY-----\nMIIEvQIBADANBg\nabcd\n-----END KEY-----\n");
    assertThat(mask.hide("log: MIIEvQIBADANBg")).isEqualTo("log: ••••");
  }

  @Test
  void leavesValuesThatAreTooShortToBeFoundAgain() {
    assertThat(mask("1", "abc").hide("1 abc")).isEqualTo("1 abc");
  }

  @Test
  void hidesAcrossPiecesOfAnySize() throws IOException {
    var mask = mask("hunter22", "unterwegs", "geheim-€-wert");
    var text = "x hunter22 hunterwegs geheim-€-wert geheim-€- hunter2 ende geheim-€-wer";
    for (var size = 1; size <= text.length(); size++) {
      assertThat(inPieces(mask, text, size))
          .isEqualTo("x •••• h•••• •••• geheim-€- hunter2 ende geheim-€-wer");
    }
  }

  @Test
  void aLiveLogIsNotHeldBackLongerThanNeeded() throws IOException {
    var out = new ByteArrayOutputStream();
    var masked = mask("hunter22").over(out);
    masked.write("ready\nhunt".getBytes(StandardCharsets.UTF_8));
    masked.flush();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("ready\n");
    masked.write("ing\n".getBytes(StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("ready\nhunting\n");
  }

  /** Against a slow and obvious way of doing the same: mark every covered letter, merge. */
  @Test
  void agreesWithTheObviousWayOnRandomTexts() throws IOException {
    var random = new Random(7);
    for (var round = 0; round < 400; round++) {
      var secrets = new ArrayList<String>();
      for (var i = 0; i < 1 + random.nextInt(4); i++) {
        secrets.add(letters(random, 4 + random.nextInt(4)));
      }
      var text = letters(random, 200);
      var mask = mask(secrets.toArray(String[]::new));
      assertThat(inPieces(mask, text, 1 + random.nextInt(20)))
          .describedAs("%s in %s", secrets, text)
          .isEqualTo(obvious(secrets, text));
    }
  }

  private static String letters(Random random, int count) {
    var text = new StringBuilder();
    for (var i = 0; i < count; i++) {
      text.append("abc".charAt(random.nextInt(random.nextInt(3) + 1)));
    }
    return text.toString();
  }

  private static String obvious(List<String> secrets, String text) {
    var hidden = new boolean[text.length()];
    for (var secret : secrets) {
      for (var i = text.indexOf(secret); i >= 0; i = text.indexOf(secret, i + 1)) {
        for (var j = i; j < i + secret.length(); j++) {
          hidden[j] = true;
        }
      }
    }
    var out = new StringBuilder();
    for (var i = 0; i < text.length(); i++) {
      out.append(hidden[i] ? '\u0000' : text.charAt(i));
    }
    return Pattern.compile("\u0000+").matcher(out).replaceAll(Mask.MARK);
  }

  private static String inPieces(Mask mask, String text, int size) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var masked = mask.over(out)) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      for (var i = 0; i < bytes.length; i += size) {
        masked.write(bytes, i, Math.min(size, bytes.length - i));
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
