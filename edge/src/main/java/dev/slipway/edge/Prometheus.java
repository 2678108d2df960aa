package dev.slipway.edge;

import dev.slipway.protocol.edge.Figures;
import java.util.TreeMap;

/** Figures in Prometheus' text format. */
final class Prometheus {
  private Prometheus() {}

  static String write(Figures figures) {
    var out = new StringBuilder();
    type(out, "slipway_edge_table_version", "gauge");
    line(out, "slipway_edge_table_version", "", figures.table());
    type(out, "slipway_edge_connections", "gauge");
    line(out, "slipway_edge_connections", "", figures.connections());
    type(out, "slipway_edge_requests_total", "counter");
    for (var instance : figures.instances()) {
      var labels = labels(instance);
      for (var status : new TreeMap<>(instance.traffic().total().statuses()).entrySet()) {
        line(
            out,
            "slipway_edge_requests_total",
            labels + ",status=\"" + status.getKey() + "\"",
            status.getValue());
      }
    }
    counters(out, figures);
    type(out, "slipway_edge_latency_milliseconds", "summary");
    for (var instance : figures.instances()) {
      var latency = instance.traffic().latency();
      quantile(out, labels(instance), "0.5", latency.p50());
      quantile(out, labels(instance), "0.9", latency.p90());
      quantile(out, labels(instance), "0.99", latency.p99());
      quantile(out, labels(instance), "0.999", latency.p999());
    }
    return out.toString();
  }

  private static void counters(StringBuilder out, Figures figures) {
    type(out, "slipway_edge_in_flight", "gauge");
    figures
        .instances()
        .forEach(one -> line(out, "slipway_edge_in_flight", labels(one), one.inFlight()));
    type(out, "slipway_edge_failed_total", "counter");
    figures
        .instances()
        .forEach(
            one ->
                line(
                    out, "slipway_edge_failed_total", labels(one), one.traffic().total().failed()));
    type(out, "slipway_edge_retries_total", "counter");
    figures
        .instances()
        .forEach(
            one ->
                line(
                    out,
                    "slipway_edge_retries_total",
                    labels(one),
                    one.traffic().total().retries()));
    type(out, "slipway_edge_ejections_total", "counter");
    figures
        .instances()
        .forEach(
            one ->
                line(
                    out,
                    "slipway_edge_ejections_total",
                    labels(one),
                    one.traffic().total().ejections()));
  }

  private static String labels(Figures.InstanceFigures instance) {
    return "pool=\"%s\",release=\"%s\",instance=\"%s\""
        .formatted(
            escaped(instance.pool()), escaped(instance.release()), escaped(instance.instance()));
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static void quantile(StringBuilder out, String labels, String name, double value) {
    out.append("slipway_edge_latency_milliseconds{")
        .append(labels)
        .append(",quantile=\"")
        .append(name)
        .append("\"} ")
        .append(value)
        .append('\n');
  }

  private static void type(StringBuilder out, String name, String type) {
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder out, String name, String labels, long value) {
    out.append(name);
    if (!labels.isEmpty()) {
      out.append('{').append(labels).append('}');
    }
    out.append(' ').append(value).append('\n');
  }
}
