package dev.slipway.access;

import dev.slipway.access.credentials.Seal;
import dev.slipway.access.session.SessionLimits;
import dev.slipway.access.session.Visitor;
import dev.slipway.store.testing.TestingStore;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The room on a fresh database, with a clock that the test moves. */
public final class TestingAccess implements AutoCloseable {
  public static final Visitor ADA = new Visitor("192.0.2.10", "Firefox");
  public static final String GOOD = "sturdy kettle marmalade";

  private final TestingStore testing = TestingStore.fresh(AccessSchema.SCHEMA);
  private Instant now = Instant.parse("2026-11-21T09:00:00Z");
  public final InstantSource clock = () -> now;
  public final Access access =
      new Access(testing.store(), clock, new TestingSeal(), SessionLimits.DEFAULT);

  public TestingStore testing() {
    return testing;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** The first admin, made as a person makes it. */
  public String admin() {
    return access
        .accounts()
        .setUp(access.accounts().setUpLink(), "ada@example.org", "Ada Lovelace", GOOD)
        .id();
  }

  public void sql(String statement) {
    testing.store().transact(handle -> handle.execute(statement));
  }

  @Override
  public void close() throws Exception {
    testing.close();
  }

  private static final class TestingSeal implements Seal {
    private final SecretKeySpec key = new SecretKeySpec(random(16), "AES");

    private static byte[] random(int size) {
      var bytes = new byte[size];
      new SecureRandom().nextBytes(bytes);
      return bytes;
    }

    @Override
    public byte[] seal(byte[] plain) {
      try {
        var nonce = random(12);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
        var sealed = Arrays.copyOf(nonce, 12 + cipher.getOutputSize(plain.length));
        cipher.doFinal(plain, 0, plain.length, sealed, 12);
        return sealed;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public byte[] open(byte[] sealed) {
      try {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, Arrays.copyOf(sealed, 12)));
        return cipher.doFinal(sealed, 12, sealed.length - 12);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
