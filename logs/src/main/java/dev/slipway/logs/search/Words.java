package dev.slipway.logs.search;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.slipway.kit.Problem;
import dev.slipway.logs.shelf.Grams;

/**
 * A regular expression that one line of an entry has to match, as grep would have it. RE2's: its
 * time grows with the text alone, so that nobody's expression stops the machine.
 */
public final class Words {
  private static final int LONGEST = 1_000;

  private final Pattern pattern;
  private final int[] grams;

  private Words(Pattern pattern, int[] grams) {
    this.pattern = pattern;
    this.grams = grams;
  }

  public static Words of(String expression, boolean ignoringCase) {
    if (expression.length() > LONGEST) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7902",
              "an expression of " + expression.length() + " characters",
              "search for something shorter: " + LONGEST + " characters are the most")
          .exception();
    }
    try {
      var flags = Pattern.MULTILINE | (ignoringCase ? Pattern.CASE_INSENSITIVE : 0);
      var pattern = Pattern.compile(expression, flags);
      return new Words(pattern, Grams.of(Literal.in(expression), ignoringCase));
    } catch (PatternSyntaxException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7903",
              "/" + expression + "/ is no regular expression: " + e.getDescription(),
              "put a backslash before characters that stand for themselves: \\( \\[ \\* \\?")
          .exception(e);
    }
  }

  boolean in(String text) {
    return pattern.matcher(text).find();
  }

  int[] grams() {
    return grams.clone();
  }
}
