package dev.slipway.manifest;

import dev.slipway.manifest.tree.Mistake;
import java.util.List;

/** Mistakes as a person reads them: place, path, fact, and the next step under it. */
final class MistakeText {
  private static final int WIDEST_PLACE = 40;
  private static final int WIDEST_PATH = 56;

  private MistakeText() {}

  static String of(String file, List<Mistake> mistakes) {
    var places = mistakes.stream().map(mistake -> place(file, mistake)).toList();
    var placeWidth = width(places, WIDEST_PLACE);
    var pathWidth = width(mistakes.stream().map(each -> each.place().path()).toList(), WIDEST_PATH);
    var text = new StringBuilder();
    for (var i = 0; i < mistakes.size(); i++) {
      var mistake = mistakes.get(i);
      text.append(padded(places.get(i), placeWidth)).append("  ");
      if (!mistake.place().path().isEmpty()) {
        text.append(padded(mistake.place().path(), pathWidth)).append("  ");
      }
      text.append(mistake.problem().fact()).append('\n');
      if (!mistake.problem().hint().isEmpty()) {
        text.append(" ".repeat(placeWidth + 2))
            .append("Hint: ")
            .append(mistake.problem().hint())
            .append('\n');
      }
    }
    var count = mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes";
    return text.append(count).append(". Nothing was changed.").toString();
  }

  private static String place(String file, Mistake mistake) {
    return file + ":" + mistake.place().line() + ":" + mistake.place().column();
  }

  private static int width(List<String> texts, int widest) {
    return Math.min(widest, texts.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
