package dev.slipway.web.draw;

import dev.slipway.web.view.Series;
import java.util.ArrayList;
import java.util.List;

/** A line of figures over time, deployments ticked on it; gaps where nothing was measured. */
public final class Chart {
  private Chart() {}

  /** Small enough for a cell of a table; what it shows is written beside it. */
  public static String spark(Series series) {
    return draw(series, "spark", 96, 20, "");
  }

  /** For a page of its own. */
  public static String large(Series series) {
    return draw(series, "chart", 320, 64, describe(series));
  }

  private static String draw(Series series, String style, int width, int height, String label) {
    var svg = new Svg(style, width, height, label);
    for (var deployment : series.deployments()) {
      var x = Svg.at(deployment * width);
      svg.add("<path class=\"tick\" d=\"M%s 0V%d\"/>".formatted(x, height));
    }
    var highest = series.values().stream().filter(value -> !value.isNaN()).max(Double::compare);
    if (highest.isEmpty()) {
      return svg.toString();
    }
    var scale = highest.get() == 0 ? 0 : (height - 4) / highest.get();
    for (var run : runs(series.values())) {
      var path = new StringBuilder();
      for (var point : run) {
        var x = series.values().size() < 2 ? 0 : point.x() * width / (series.values().size() - 1);
        path.append(path.isEmpty() ? 'M' : 'L')
            .append(Svg.at(x))
            .append(' ')
            .append(Svg.at(height - 2 - point.y() * scale));
      }
      if (run.size() == 1) {
        // A minute alone has no line to the next: a dash shows that it is there.
        path.append("h1");
      }
      svg.add("<path class=\"line\" d=\"%s\"/>".formatted(path));
    }
    return svg.toString();
  }

  private record Point(double x, double y) {}

  /** The stretches without a gap. */
  private static List<List<Point>> runs(List<Double> values) {
    var runs = new ArrayList<List<Point>>();
    var run = new ArrayList<Point>();
    for (var i = 0; i < values.size(); i++) {
      if (values.get(i).isNaN()) {
        if (!run.isEmpty()) {
          runs.add(run);
          run = new ArrayList<>();
        }
      } else {
        run.add(new Point(i, values.get(i)));
      }
    }
    if (!run.isEmpty()) {
      runs.add(run);
    }
    return runs;
  }

  private static String describe(Series series) {
    var deployments = series.deployments().size();
    return series.name()
        + ": now "
        + series.newest()
        + (deployments == 0 ? "" : ", " + deployments + " deployments in this time");
  }
}
