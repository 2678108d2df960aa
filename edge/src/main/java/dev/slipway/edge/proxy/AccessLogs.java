package dev.slipway.edge.proxy;

import dev.slipway.edge.log.AccessLines;
import org.jspecify.annotations.Nullable;

/** Writes an exchange's line in the access log. */
final class AccessLogs {
  private final AccessLines lines;

  AccessLogs(AccessLines lines) {
    this.lines = lines;
  }

  void add(Reply reply, @Nullable Lane answeredBy) {
    var asked = reply.asked();
    var tally = reply.tally();
    lines
        .begin()
        .text(",\"client\":", reply.client().peer().visitor().text())
        .text(",\"host\":", asked.host(), 0, asked.host().length)
        .text(",\"request\":", asked.line(), 0, asked.line().length)
        .number(",\"status\":", tally.status())
        .number(",\"in\":", tally.bytesIn())
        .number(",\"out\":", tally.bytesOut())
        .number(",\"micros\":", tally.nanos() / 1000);
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
