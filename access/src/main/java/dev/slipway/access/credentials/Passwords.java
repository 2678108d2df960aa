package dev.slipway.access.credentials;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Passwords as Argon2id hashes. A hash costs 19 MiB and two passes, and only a few are computed at
 * once: many sign-ins wait, they don't take the server's memory.
 */
public final class Passwords {
  /** Recommended by OWASP for Argon2id: 19 MiB, 2 passes, 1 lane. */
  private static final int MEMORY_KIB = 19 * 1024;

  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_CHARACTERS = 26;
  private static final int SHORTEST = 12;
  private static final int LONGEST = 256;
  private static final Semaphore AT_ONCE =
      new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

  /** Compared against when there is no such person, so that the answer takes as long. */
  private static final String NOBODYS =
      "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
          .formatted(
              MEMORY_KIB,
              PASSES,
              LANES,
              unpadded(new byte[SALT_CHARACTERS]),
              unpadded(new byte[HASH_BYTES]));

  /** Refuses a password that is easily guessed; length is what counts. */
  public void demandGood(String password, String email, String name) {
    weakness(password, email, name)
        .ifPresent(
            weakness -> {
              throw Problem.of(
                      Problem.Kind.BAD_INPUT,
                      "SLIP-8010",
                      "the password " + weakness,
                      "choose four or more words that nobody would put together")
                  .exception();
            });
  }

  private static Optional<String> weakness(String password, String email, String name) {
    var length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      return Optional.of("has " + length + " characters; at least " + SHORTEST + " are needed");
    }
    if (length > LONGEST) {
      return Optional.of("has " + length + " characters; at most " + LONGEST + " are allowed");
    }
    var lower = password.toLowerCase(Locale.ROOT);
    var mailbox = email.toLowerCase(Locale.ROOT).split("@")[0];
    if (contains(lower, mailbox) || contains(lower, name.toLowerCase(Locale.ROOT))) {
      return Optional.of("contains your name or address");
    }
    if (lower.codePoints().distinct().count() < 5) {
      return Optional.of("repeats the same few characters");
    }
    return Optional.empty();
  }

  private static boolean contains(String password, String name) {
    return name.length() > 3 && password.contains(name);
  }

  public String hash(String password) {
    AT_ONCE.acquireUninterruptibly();
    try {
      return function().hash(password, Ids.secret(SALT_CHARACTERS)).getResult();
    } finally {
      AT_ONCE.release();
    }
  }

  public boolean matches(String password, String hash) {
    AT_ONCE.acquireUninterruptibly();
    try {
      return Argon2Function.getInstanceFromHash(hash).check(password, hash);
    } finally {
      AT_ONCE.release();
    }
  }

  /** Takes as long as {@link #matches} and is always false. */
  public boolean matchesNobody(String password) {
    return matches(password, NOBODYS) && NOBODYS.isEmpty();
  }

  /** Whether a hash was made with weaker settings than those of today. */
  public boolean isOutdated(String hash) {
    return !hash.startsWith("$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES);
  }

  private static String unpadded(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Argon2Function function() {
    return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
  }
}
