package dev.slipway.manifest.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What every environment is held to, and how its limit is written where it has one. */
public enum AlertName {
  DOWN(Sort.NONE),
  PROBE(Sort.NONE),
  ERRORS(Sort.SHARE),
  LATENCY(Sort.TIME),
  CRASH_LOOP(Sort.NONE),
  DISK(Sort.SHARE),
  MEMORY(Sort.SHARE),
  CERTIFICATE(Sort.TIME),
  LOG_KEPT(Sort.SIZE),
  BACKUP(Sort.NONE),
  JOB(Sort.NONE),
  HEARTBEAT(Sort.NONE),
  OPERATION(Sort.NONE);

  /** How a limit is written. */
  public enum Sort {
    NONE(""),
    SHARE("a share, as in 5%"),
    TIME("a duration, as in 800ms or 10d"),
    SIZE("a size, as in 1GB");

    private final String words;

    Sort(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  private final Sort sort;

  AlertName(Sort sort) {
    this.sort = sort;
  }

  public Sort sort() {
    return sort;
  }

  /** As it is written: log-kept. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<AlertName> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(AlertName::word).toList();
  }
}
