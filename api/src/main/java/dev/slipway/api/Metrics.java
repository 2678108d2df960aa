package dev.slipway.api;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;

/** The control plane's own figures, in Prometheus' text format. */
public final class Metrics {
  static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @SuppressWarnings("resource") // the garbage collector's listeners live as long as the process
  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new JvmGcMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Where other rooms register their figures. */
  public MeterRegistry registry() {
    return registry;
  }

  String text() {
    return registry.scrape();
  }

  void count(ServerRequest request, ServerResponse answer) {
    var begin = System.nanoTime();
    answer.whenSent(
        () ->
            registry
                .timer(
                    "slipway.api.requests",
                    "method",
                    request.prologue().method().text(),
                    "status",
                    Integer.toString(answer.status().code()))
                .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS));
    answer.next();
  }
}
