package dev.slipway.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every problem that the code can tell is in the list that people look it up in, and no other. */
final class ProblemCodesTest {
  private static final Pattern IN_CODE = Pattern.compile("\"(SLIP-\\d{4})\"");
  private static final Pattern IN_LIST = Pattern.compile("(?m)^\\| (SLIP-\\d{4}) \\|");

  @Test
  void codeAndListAgree() {
    var inCode = new TreeSet<String>();
    for (var room : Room.table()) {
      Repository.javaFiles(room.folder().resolve("src/main/java"))
          .forEach(file -> collect(IN_CODE, file, inCode));
    }
    var inList = new TreeSet<String>();
    collect(IN_LIST, Repository.ROOT.resolve("docs/reference/problems.md"), inList);
    assertThat(inList).describedAs("docs/reference/problems.md against the code").isEqualTo(inCode);
  }

  private static void collect(Pattern pattern, Path file, Set<String> into) {
    var match = pattern.matcher(Repository.text(file));
    while (match.find()) {
      into.add(match.group(1));
    }
  }
}
