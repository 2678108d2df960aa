package dev.slipway.web.draw;

import dev.slipway.web.view.DatabaseView.Backup.Proof;
import dev.slipway.web.view.DatabaseView.Timeline;
import dev.slipway.web.view.Stretch;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The past of a database: backups as dots, proven ones filled, releases as ticks. */
public final class Past {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 92;
  private static final int EDGE = 14;
  private static final int LINE = 46;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Past() {}

  public static String draw(Timeline timeline) {
    var svg = new Svg("timeline", WIDTH, HEIGHT, describe(timeline));
    var shown = timeline.shown();
    svg.add("<path class=\"axis\" d=\"M%d %dH%d\"/>".formatted(EDGE, LINE, WIDTH - EDGE));
    timeline
        .recoverable()
        .ifPresent(
            range ->
                svg.add(
                    "<path class=\"recoverable\" d=\"M%s %dH%s\"/>"
                        .formatted(
                            x(shown.share(range.from())), LINE, x(shown.share(range.to())))));
    days(svg, shown);
    for (var release : timeline.releases()) {
      var x = x(shown.share(release.at()));
      svg.add("<path class=\"release\" d=\"M%s 24V%d\"/>".formatted(x, LINE));
      svg.add(
          "<text class=\"name\" x=\"%s\" y=\"17\" text-anchor=\"middle\">%s</text>"
              .formatted(x, Svg.escape(release.release())));
    }
    for (var backup : timeline.backups()) {
      svg.add(
          "<circle class=\"%s\" cx=\"%s\" cy=\"%d\" r=\"7\"/>"
              .formatted(style(backup.proven()), x(shown.share(backup.at())), LINE));
    }
    return svg.toString();
  }

  private static void days(Svg svg, Stretch shown) {
    var seconds = shown.to().getEpochSecond() - shown.from().getEpochSecond();
    var days = Math.clamp(seconds / 86_400, 1, 7);
    for (var i = 0; i <= days; i++) {
      var share = (double) i / days;
      var anchor = i == 0 ? "start" : i == days ? "end" : "middle";
      svg.add(
          "<text class=\"day\" x=\"%s\" y=\"%d\" text-anchor=\"%s\">%s</text>"
              .formatted(
                  x(share),
                  HEIGHT - 6,
                  anchor,
                  DAY.format(shown.from().plusSeconds(Math.round(share * seconds)))));
    }
  }

  private static String style(Proof proof) {
    return switch (proof) {
      case PROVEN -> "proven";
      case NOT_YET -> "unproven";
      case FAILED -> "broken";
    };
  }

  private static String x(double share) {
    return Svg.at(EDGE + share * (WIDTH - 2 * EDGE));
  }

  private static String describe(Timeline timeline) {
    var proven = timeline.backups().stream().filter(one -> one.proven() == Proof.PROVEN).count();
    return "Time line: %d backups, %d of them proven, %d releases; the table below has them all"
        .formatted(timeline.backups().size(), proven, timeline.releases().size());
  }
}
