package dev.slipway.web;

import dev.slipway.web.view.LogsView;
import dev.slipway.web.view.LogsView.Filter;
import dev.slipway.web.view.LogsView.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an environment wrote: an error with its trace, words that look like markup, long ones. */
final class SampleLogs {
  private static final Instant AT = Instant.parse("2026-11-21T22:30:00.123Z");

  private SampleLogs() {}

  static LogsView logs() {
    var rows = new ArrayList<Row>();
    rows.add(
        row(
            9,
            "error",
            "web",
            "payment failed\njava.io.IOException: <b>bold claim</b>\n\tat shop.Pay.send(Pay.java:12)\n"
                + "Caused by: java.net.SocketTimeoutException: after 30 s"));
    rows.add(row(8, "warn", "web", "slow: GET /api/orders took 1.8 s"));
    rows.add(row(7, "", "database", "2026-11-21 22:30:00.001 UTC [77] LOG:  checkpoint starting"));
    rows.add(row(6, "info", "web", "{\"level\":\"info\",\"msg\":\"" + "x".repeat(400) + "\"}"));
    for (var number = 5; number > 0; number--) {
      rows.add(row(number, "info", "web", "GET /health/ready 200"));
    }
    return new LogsView(
        "shop",
        "production",
        new Filter("", "", "", "", "", ""),
        List.of("database", "web", "worker"),
        rows,
        Optional.of("/shop/production/logs?behind=5"),
        Optional.of("/logs/events"));
  }

  private static Row row(int number, String level, String service, String text) {
    return new Row(
        "e" + number,
        AT.minusMillis(1_700L * (9 - number)),
        level,
        service,
        service.equals("database") ? "" : "v53",
        "2",
        text);
  }
}
