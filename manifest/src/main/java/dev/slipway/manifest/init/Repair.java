package dev.slipway.manifest.init;

import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.Reading;
import dev.slipway.manifest.drafts.Draft;
import dev.slipway.manifest.drafts.DraftText;
import dev.slipway.manifest.drafts.Ledger;
import dev.slipway.manifest.tree.Mistake;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Takes out of a draft what check would refuse, with the reason, until nothing is left to refuse: a
 * foreign file may say what can't be true here.
 */
final class Repair {
  private static final int MOST_ROUNDS = 500;

  private final Draft draft;
  private final Ledger ledger;
  private final Optional<Path> folder;

  Repair(Draft draft, Ledger ledger, Optional<Path> folder) {
    this.draft = draft;
    this.ledger = ledger;
    this.folder = folder;
  }

  void run() {
    for (var round = 0; round < MOST_ROUNDS; round++) {
      if (!(ManifestReader.parse(ManifestReader.FILE_NAME, DraftText.of(draft), folder)
          instanceof Reading.Bad bad)) {
        return;
      }
      bad.mistakes().stream().limit(20).forEach(this::repair);
    }
    throw new IllegalStateException(
        "what init wrote is still refused after " + MOST_ROUNDS + " rounds");
  }

  private void repair(Mistake mistake) {
    var path = mistake.place().path();
    var needsStart = path.matches("services\\.[^.]+\\.start") && !draft.has(path.split("\\."));
    if (needsStart) {
      draft.put("echo 'say in slipway.yaml how this starts' && exit 1", path.split("\\."));
      draft.comment("nothing says how it starts", path.split("\\."));
      return;
    }
    if (mistake.problem().code().equals("SLIP-1027") && path.matches("services\\.[^.]+\\.path")) {
      apart(path.split("\\.")[1]);
      return;
    }
    if (mistake.problem().code().equals("SLIP-1035")) {
      draft.put("echo 'say in slipway.yaml how this starts' && exit 1", "services", "web", "start");
      return;
    }
    var fact = mistake.problem().fact();
    draft
        .remove(path)
        .ifPresentOrElse(
            gone -> {
              ledger.leftOut(gone, "left out: " + fact);
              var name = gone.substring(gone.lastIndexOf('.') + 1);
              var parent = gone.contains(".") ? gone.substring(0, gone.lastIndexOf('.')) : "";
              if (!parent.isEmpty() && parent.contains(".")) {
                draft.comment(name + " was left out: " + fact, parent.split("\\."));
              }
            },
            () -> draft.put(ManifestReader.FILE_NAME.replace(".yaml", ""), "app"));
  }

  /** Two services say that they answer at the same path: one is moved, and not left out. */
  private void apart(String service) {
    var own = "/" + service;
    var others =
        draft.names("services").stream()
            .filter(name -> !name.equals(service))
            .map(name -> draft.text("services", name, "path").orElse("/"))
            .toList();
    var now = draft.text("services", service, "path").orElse("/");
    if (!others.contains(now)) {
      return;
    }
    if (others.contains(own)) {
      draft.replace(false, "services", service, "reachable");
      draft.comment("another service answers at " + now, "services", service, "reachable");
    } else {
      draft.replace(own, "services", service, "path");
      draft.comment("another service answers at " + now, "services", service, "path");
    }
  }
}
