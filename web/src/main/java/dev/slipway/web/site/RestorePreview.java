package dev.slipway.web.site;

import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Action;
import dev.slipway.web.view.Fact;
import dev.slipway.web.view.RestoreView;
import dev.slipway.web.view.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What going back to a moment would cost, before anybody goes there. */
final class RestorePreview {
  private final Rooms rooms;

  RestorePreview(Rooms rooms) {
    this.rooms = rooms;
  }

  RestoreView fill(
      Principal viewer, String app, String environment, Plant.Base base, Moment moment) {
    var desk =
        rooms
            .plant()
            .desk(app, environment, base.name())
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.NOT_FOUND,
                            "SLIP-8410",
                            base.name() + ": there is nothing to restore yet",
                            "back it up first")
                        .exception());
    var foretold = desk.foretell(moment.target());
    var loss = foretold.loss();
    var facts = new ArrayList<Fact>();
    facts.add(
        new Fact(
            "Takes",
            "~"
                + Durations.human(foretold.takes())
                + (foretold.measured() ? ", measured by drills" : ", at a usual rate")));
    facts.add(
        new Fact(
            "From",
            foretold.backup().isProven() ? "a proven backup" : "a backup that is not proven"));
    facts.add(new Fact("Lost", loss.text()));
    var losses =
        loss.tables().entrySet().stream()
            .map(
                table ->
                    new RestoreView.Loss(
                        table.getKey(),
                        String.format(Locale.ROOT, "%,d", table.getValue().total())))
            .toList();
    var verdict =
        loss.transactions() == 0 && loss.complete()
            ? State.ok("possible, loses nothing")
            : State.caution("possible, loses " + loss.text());
    var path = Paths.database(app, environment, base.name());
    var query = moment.query();
    var may = rooms.may(viewer, Permission.RESTORE, app, environment);
    return new RestoreView(
        moment.at(),
        moment.point(),
        verdict,
        facts,
        losses,
        may ? List.of(Action.main("Restore beside", path + "/restore-beside" + query)) : List.of(),
        may
            ? Optional.of(new RestoreView.InPlace(path + "/restore-in-place" + query, desk.name()))
            : Optional.empty());
  }
}
