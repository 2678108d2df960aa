package dev.slipway.watch.alert;

import dev.slipway.delivery.notice.Notices;
import dev.slipway.delivery.notice.Outbox;
import dev.slipway.watch.probe.ProbeDays;

/**
 * Where people ask about alerts.
 *
 * @param days how each day of each probe went
 */
public record AlertDesk(Alerts alerts, Notices notices, Outbox outbox, ProbeDays days) {}
