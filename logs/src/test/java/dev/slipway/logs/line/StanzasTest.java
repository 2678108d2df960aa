package dev.slipway.logs.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StanzasTest {
  @Test
  void aTraceIsOneThingWithItsCauses() {
    assertThat(
            together(
                "12:00 ERROR failed",
                "java.lang.IllegalStateException: no",
                "\tat a.B.c(B.java:1)",
                "Caused by: java.io.IOException: gone",
                "\t... 3 more",
                "12:01 INFO goes on"))
        .containsExactly(
            "12:00 ERROR failed\njava.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)\n"
                + "Caused by: java.io.IOException: gone\n\t... 3 more",
            "12:01 INFO goes on");
  }

  @Test
  void aPythonTraceEndsWithItsError() {
    assertThat(
            together(
                "before",
                "Traceback (most recent call last):",
                "  File \"a.py\", line 1, in <module>",
                "    x()",
                "ValueError: no",
                "after"))
        .containsExactly(
            "before",
            "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\n    x()\n"
                + "ValueError: no",
            "after");
  }

  @Test
  void linesOfTheirOwnStayAlone() {
    assertThat(together("{\"a\":1}", "{\"b\":2}", "", "ts=1 x", "plain"))
        .containsExactly("{\"a\":1}", "{\"b\":2}", "", "ts=1 x", "plain");
    assertThat(together("Nov 21, 2026 11:30:00 PM a b", "INFO: one", "INFO: two"))
        .containsExactly("Nov 21, 2026 11:30:00 PM a b\nINFO: one", "INFO: two");
  }

  @Test
  void whatNeverEndsIsCut() {
    var lines = new ArrayList<String>();
    lines.add("start");
    for (var i = 0; i < 1_200; i++) {
      lines.add("  line " + i);
    }
    var all = together(lines.toArray(String[]::new));
    assertThat(all).hasSize(3);
    assertThat(String.join("\n", all)).isEqualTo(String.join("\n", lines));
  }

  private static List<String> together(String... lines) {
    var stanzas = new Stanzas();
    var all = new ArrayList<String>();
    var end = 0L;
    for (var line : lines) {
      end += line.length() + 1;
      stanzas.line(line, end).ifPresent(one -> all.add(one.text()));
    }
    var last = stanzas.flush().orElseThrow();
    assertThat(last.end()).isEqualTo(end);
    all.add(last.text());
    return all;
  }
}
