package dev.slipway.kit;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody probably meant, for "did you mean …?". */
public final class Suggestion {
  private Suggestion() {}

  /**
   * The nearest of the known words, if it is near enough that it was probably meant: at most a
   * third of its letters changed, or the one a prefix of the other.
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> isNear(word, candidate))
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static boolean isNear(String word, String candidate) {
    if (word.length() >= 3 && (candidate.startsWith(word) || word.startsWith(candidate))) {
      return true;
    }
    var longer = Math.max(word.length(), candidate.length());
    return distance(word, candidate) <= Math.max(1, longer / 3);
  }

  /**
   * Letters to insert, remove, change or swap with their neighbour to get from one to the other.
   */
  private static int distance(String from, String to) {
    var rows = new int[from.length() + 1][to.length() + 1];
    for (var i = 0; i <= from.length(); i++) {
      rows[i][0] = i;
    }
    for (var j = 0; j <= to.length(); j++) {
      rows[0][j] = j;
    }
    for (var i = 1; i <= from.length(); i++) {
      for (var j = 1; j <= to.length(); j++) {
        var change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        rows[i][j] =
            Math.min(Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1), rows[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
        }
      }
    }
    return rows[from.length()][to.length()];
  }
}
