package dev.slipway.api.alert;

import dev.slipway.delivery.notice.Outbox;
import dev.slipway.protocol.alert.AlertHistory;
import dev.slipway.protocol.alert.AlertLine;
import dev.slipway.protocol.alert.SilenceLine;
import dev.slipway.watch.alert.Alert;
import dev.slipway.watch.alert.AlertBook;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Silence;
import java.util.List;

/** Alerts as they go over the wire. */
final class AlertLines {
  private AlertLines() {}

  static AlertLine line(Alert alert) {
    return new AlertLine(
        alert.id(),
        alert.key().rule(),
        alert.key().object(),
        alert.state().word(),
        !alert.unmeasured(),
        alert.value(),
        alert.limit(),
        alert.consequence(),
        alert.beganAt(),
        alert.firedAt().orElse(null),
        alert.resolvedAt().orElse(null),
        alert.told());
  }

  static SilenceLine line(Silence silence) {
    return new SilenceLine(
        silence.rule().map(Rule::word).orElse(null), silence.until(), silence.by(), silence.why());
  }

  static AlertHistory.Entry entry(Alert alert, List<AlertBook.Telling> tellings) {
    return new AlertHistory.Entry(
        line(alert),
        tellings.stream()
            .map(one -> new AlertHistory.Told(one.at(), one.what(), one.why()))
            .toList());
  }

  static AlertHistory.Sent line(Outbox.Sent sent) {
    return new AlertHistory.Sent(
        sent.at(),
        sent.way(),
        sent.recipient(),
        sent.title(),
        sent.state(),
        sent.tries(),
        sent.trouble());
  }
}
