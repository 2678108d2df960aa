package dev.slipway.manifest.init;

import dev.slipway.manifest.drafts.CommentText;
import dev.slipway.manifest.drafts.Ledger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What was not carried over, as comments at the end of the file: by reason, with the lines. */
final class Remarks {
  private Remarks() {}

  static String of(Ledger ledger, int most) {
    var byReason = new LinkedHashMap<String, List<String>>();
    for (var line : ledger.notCarried()) {
      var reason = line.fate() instanceof Ledger.Fate.Noted noted ? noted.reason() : "";
      var where =
          line.file()
              + ":"
              + line.place().line()
              + (line.place().path().isEmpty() ? "" : " " + line.place().path());
      byReason.computeIfAbsent(reason, key -> new ArrayList<>()).add(where);
    }
    if (byReason.isEmpty()) {
      return "";
    }
    var text = new StringBuilder("\n# Not carried over, and why:\n");
    byReason.forEach(
        (reason, places) -> {
          text.append("#   ").append(oneLine(reason)).append('\n');
          places.stream()
              .limit(most)
              .forEach(place -> text.append("#     ").append(oneLine(place)).append('\n'));
          if (places.size() > most) {
            text.append("#     and ").append(places.size() - most).append(" more of these\n");
          }
        });
    return text.toString();
  }

  private static String oneLine(String text) {
    return CommentText.of(text);
  }
}
