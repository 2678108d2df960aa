package dev.slipway.web.site;

import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
import dev.slipway.access.session.Session;
import dev.slipway.web.Frame;
import dev.slipway.web.Pages;
import dev.slipway.web.Paths;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Home, operations and audit as they stand, as whole pages and as the events that follow. */
final class LivePages {
  private static final String SEEN = "seen";
  private static final String APP = "app";
  private static final String ENVIRONMENT = "environment";

  private final Rooms rooms;
  private final Pages pages;
  private final HomePage home;
  private final OperationsPage operations;
  private final AlertsPage alerts;
  private final RecordsPage records;
  private final Tidings tidings;

  LivePages(Rooms rooms, Pages pages, HomePage home, RecordsPage records) {
    this.rooms = rooms;
    this.pages = pages;
    this.home = home;
    this.operations = new OperationsPage(rooms);
    this.alerts = new AlertsPage(rooms);
    this.records = records;
    this.tidings = new Tidings(rooms);
  }

  Answer home(Ask ask, Session session, Frame frame) {
    var view = home.fill(session.principal(), find(ask), Optional.of(live(Tidings.Of.HOME, ask)));
    return Answer.page(
        200,
        ask.origin().part() == Ask.Part.PART ? pages.homeTable(view) : pages.home(frame, view));
  }

  private static HomePage.Wanted find(Ask ask) {
    var page = ask.query("page").isEmpty() ? 1 : (int) RecordsPage.number(ask.query("page"));
    return new HomePage.Wanted(ask.query("q"), page);
  }

  Answer alerts(Principal viewer, Frame frame, String app, String environment) {
    var query = new TreeMap<String, String>();
    query.put(APP, app);
    query.put(ENVIRONMENT, environment);
    query.put(SEEN, tidings.edition(Tidings.Of.ALERTS));
    var live = Optional.of(address(Tidings.Of.ALERTS, query));
    return Answer.page(200, pages.alerts(frame, alerts.fill(viewer, app, environment, live)));
  }

  private Answer alertEvents(Ask ask, Principal viewer) {
    var app = ask.query(APP);
    var environment = ask.query(ENVIRONMENT);
    rooms
        .access()
        .authoriser()
        .demand(viewer, Permission.VIEW, AuditEvent.of("alert.read", "", app, environment));
    var same = Optional.of(address(Tidings.Of.ALERTS, new TreeMap<>(ask.query())));
    return list(
        Tidings.Of.ALERTS,
        ask,
        () -> List.of(pages.openAlerts(alerts.open(app, environment, same))));
  }

  Answer operations(Ask ask, Session session, Frame frame) {
    var before = Optional.of(ask.query("before")).filter(text -> !text.isEmpty());
    // A page of older ones stays as it is.
    var live =
        before.isEmpty() ? Optional.of(live(Tidings.Of.OPERATIONS, ask)) : Optional.<String>empty();
    var view = operations.fill(session.principal(), before.map(RecordsPage::number), live);
    return Answer.page(200, pages.operations(frame, view));
  }

  Answer audit(Ask ask, Session session, Frame frame) {
    demandAudit(session.principal());
    // Neither does what was verified change, nor what is older.
    var moves = ask.query("before").isEmpty() && ask.query("verify").isEmpty();
    var live = moves ? Optional.of(live(Tidings.Of.AUDIT, ask)) : Optional.<String>empty();
    return Answer.page(200, pages.audit(frame, records.audit(ask, live)));
  }

  private void demandAudit(Principal viewer) {
    rooms
        .access()
        .authoriser()
        .demand(viewer, Permission.READ_AUDIT, AuditEvent.of("audit.read", ""));
  }

  /** Where the changes of a page come from, which began with what it shows now. */
  private String live(Tidings.Of list, Ask ask) {
    var query = new TreeMap<>(ask.query());
    query.put(SEEN, tidings.edition(list));
    return address(list, query);
  }

  private static String address(Tidings.Of list, Map<String, String> query) {
    var text = new StringBuilder();
    query.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "?" : "&")
                .append(encoded(name))
                .append('=')
                .append(encoded(value)));
    return Paths.LIVE + "/" + list.name().toLowerCase(Locale.ROOT) + text;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The events of one page; empty when the path is none of ours. */
  Optional<Answer> events(Ask ask, Session session) {
    var viewer = session.principal();
    return switch (ask.path()) {
      case Paths.LIVE + "/home" -> {
        var wanted = find(ask);
        var same = Optional.of(address(Tidings.Of.HOME, new TreeMap<>(ask.query())));
        yield Optional.of(
            list(
                Tidings.Of.HOME,
                ask,
                () -> {
                  var view = home.fill(viewer, wanted, same);
                  return List.of(pages.waiting(view), pages.homeTable(view));
                }));
      }
      case Paths.LIVE + "/alerts" -> Optional.of(alertEvents(ask, viewer));
      case Paths.LIVE + "/operations" -> {
        var same = Optional.of(address(Tidings.Of.OPERATIONS, new TreeMap<>(ask.query())));
        yield Optional.of(
            list(
                Tidings.Of.OPERATIONS,
                ask,
                () ->
                    List.of(
                        pages.operationList(
                            session.formKey(), operations.fill(viewer, Optional.empty(), same)))));
      }
      case Paths.LIVE + "/audit" -> {
        demandAudit(viewer);
        var same = Optional.of(address(Tidings.Of.AUDIT, new TreeMap<>(ask.query())));
        yield Optional.of(
            list(
                Tidings.Of.AUDIT,
                ask,
                () -> {
                  var view = records.audit(ask, same);
                  return List.of(pages.auditHead(view), pages.auditEntries(view));
                }));
      }
      default -> Optional.empty();
    };
  }

  private Answer list(Tidings.Of list, Ask ask, Supplier<List<String>> parts) {
    return Answer.events(new LiveList(tidings, list, ask.query(SEEN), parts));
  }
}
