package dev.slipway.walls;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is as google-java-format writes it. With {@code -Dslipway.format=write} the files
 * are formatted instead of checked.
 */
final class FormatTest {
  @Test
  void everyFileIsFormatted() throws Exception {
    var write = "write".equals(System.getProperty("slipway.format"));
    var formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    var unformatted = new ArrayList<String>();
    for (var file : Repository.javaFiles(Repository.ROOT)) {
      var text = Repository.text(file);
      var clean = RemoveUnusedImports.removeUnusedImports(text);
      clean = ImportOrderer.reorderImports(clean, JavaFormatterOptions.Style.GOOGLE);
      clean = formatter.formatSource(clean);
      if (clean.equals(text)) {
        continue;
      }
      if (write) {
        Files.writeString(file, clean);
      } else {
        unformatted.add(Repository.ROOT.relativize(file).toString());
      }
    }
    assertThat(unformatted)
        .describedAs("not formatted. Hint: run ./format, which formats all")
        .isEmpty();
  }
}
