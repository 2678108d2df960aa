package dev.slipway.secrets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Hides known secret values in any text: whole, URL-encoded, JSON-escaped, in Base64 at any
 * alignment, line by line, and when they arrive in pieces. Values of fewer than {@value #SHORTEST}
 * characters are left: hiding every "1" would make a log unreadable and give the value away.
 */
public final class Mask {
  /** What stands where a secret stood. */
  public static final String MARK = "••••";

  /** The shortest value that is hidden. */
  public static final int SHORTEST = 4;

  /** Hides nothing. */
  public static final Mask NONE = new Mask(Set.of());

  private final Set<SecretValue> secrets;
  private final Needles needles;

  private Mask(Set<SecretValue> secrets) {
    this.secrets = secrets;
    var forms = new LinkedHashSet<String>();
    secrets.forEach(secret -> forms.addAll(SecretForms.of(secret.reveal())));
    this.needles =
        new Needles(forms.stream().map(form -> form.getBytes(StandardCharsets.UTF_8)).toList());
  }

  public static Mask of(Collection<SecretValue> secrets) {
    return secrets.isEmpty() ? NONE : new Mask(new LinkedHashSet<>(secrets));
  }

  /** A mask that hides these too. */
  public Mask with(Collection<SecretValue> more) {
    if (secrets.containsAll(more)) {
      return this;
    }
    var all = new LinkedHashSet<>(secrets);
    all.addAll(more);
    return new Mask(all);
  }

  public Mask with(SecretValue more) {
    return with(List.of(more));
  }

  /** The text without its secrets. */
  public String hide(String text) {
    if (secrets.isEmpty() || text.isEmpty()) {
      return text;
    }
    var hidden = new ByteArrayOutputStream(text.length() + 16);
    try (var masked = over(hidden)) {
      masked.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException memoryNeverFails) {
      throw new UncheckedIOException(memoryNeverFails);
    }
    return hidden.toString(StandardCharsets.UTF_8);
  }

  /**
   * A stream that hides the secrets in what is written to it. It keeps back only what may still
   * become a secret, so that a live log stays live; closing it lets the rest out.
   */
  public OutputStream over(OutputStream out) {
    return new MaskedStream(needles, out);
  }
}
