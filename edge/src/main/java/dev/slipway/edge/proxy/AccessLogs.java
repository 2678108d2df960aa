package dev.slipway.edge.proxy;

import dev.slipway.edge.log.AccessLines;
import dev.slipway.edge.proxy.Exchange.Outcome;
import org.jspecify.annotations.Nullable;

/** Writes an exchange's line in the access log. */
final class AccessLogs {
  private final AccessLines lines;

  AccessLogs(AccessLines lines) {
    this.lines = lines;
  }

  void add(Exchange exchange, @Nullable Lane answeredBy, Outcome outcome) {
    var asked = exchange.asked();
    lines
        .begin()
        .text(",\"client\":", exchange.client().peer().visitor().text())
        .text(",\"host\":", asked.host(), 0, asked.host().length)
        .text(",\"request\":", asked.line(), 0, asked.line().length)
        .number(",\"status\":", outcome.status())
        .number(",\"in\":", outcome.bytesIn())
        .number(",\"out\":", outcome.bytesOut())
        .number(",\"micros\":", outcome.nanos() / 1000);
    if (answeredBy != null) {
      var target = answeredBy.instance().target();
      lines.text(",\"release\":", target.release()).text(",\"instance\":", target.instance());
    }
    lines.raw().add(",\"id\":\"");
    asked.trace().addId(lines.raw());
    lines.raw().add('"');
    lines.end();
  }
}
