package dev.slipway.watch.alert;

import dev.slipway.delivery.notice.Notices;
import dev.slipway.delivery.notice.Outbox;
import dev.slipway.watch.probe.ProbeDesk;

/** Where people ask about alerts, and what they come from. */
public record AlertDesk(Alerts alerts, Notices notices, Outbox outbox, ProbeDesk probes) {}
