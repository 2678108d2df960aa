package dev.slipway.web.draw;

import dev.slipway.web.view.Series;
import java.util.ArrayList;
import java.util.List;

/** A line of figures over time, deployments ticked on it; gaps where nothing was measured. */
public final class Chart {
  private Chart() {}

  private static final int SPARK_WIDTH = 96;
  private static final int SPARK_HEIGHT = 20;
  private static final int SPARK_POINTS = 20;

  /**
   * Small enough for a cell of a table; what it shows is written beside it. A page has a hundred of
   * them: a point stands for the worst of some minutes, on whole pixels.
   */
  public static String spark(Series series) {
    var svg = new StringBuilder();
    svg.append(
        "<svg class=\"spark\" viewBox=\"0 0 96 20\" aria-hidden=\"true\" preserveAspectRatio=\"none\">");
    for (var deployment : series.deployments()) {
      svg.append("<path class=\"tick\" d=\"M")
          .append(Math.round(deployment * SPARK_WIDTH))
          .append(" 0V20\"/>");
    }
    var points = worst(series.values());
    var highest = points.stream().filter(value -> !value.isNaN()).max(Double::compare).orElse(0.0);
    var scale = highest == 0 ? 0 : (SPARK_HEIGHT - 4) / highest;
    var path = new StringBuilder();
    var drawing = false;
    for (var i = 0; i < points.size(); i++) {
      var value = points.get(i);
      if (!value.isNaN()) {
        path.append(drawing ? 'L' : 'M')
            .append(points.size() < 2 ? 0 : i * SPARK_WIDTH / (points.size() - 1))
            .append(' ')
            .append(SPARK_HEIGHT - 2 - Math.round(value * scale))
            .append(drawing ? "" : "h1");
      }
      drawing = !value.isNaN();
    }
    if (!path.isEmpty()) {
      svg.append("<path class=\"line\" d=\"").append(path).append("\"/>");
    }
    return svg.append("</svg>").toString();
  }

  private static List<Double> worst(List<Double> values) {
    var each = Math.max(1, (values.size() + SPARK_POINTS - 1) / SPARK_POINTS);
    var points = new ArrayList<Double>();
    for (var from = 0; from < values.size(); from += each) {
      points.add(
          values.subList(from, Math.min(values.size(), from + each)).stream()
              .filter(value -> !value.isNaN())
              .max(Double::compare)
              .orElse(Double.NaN));
    }
    return points;
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
