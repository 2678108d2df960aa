package dev.slipway.manifest.init;

import dev.slipway.manifest.drafts.Draft;
import dev.slipway.manifest.drafts.DraftText;
import dev.slipway.manifest.drafts.Ledger;
import dev.slipway.manifest.imports.ForeignFile;
import dev.slipway.manifest.imports.Import;
import dev.slipway.manifest.imports.Importer;
import dev.slipway.manifest.tree.TreeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A slipway.yaml in the making: the draft, what was read for it, and what became of that. */
final class Making {
  private static final int MOST_REMARKS = 40;

  private final Draft draft = new Draft();
  private final Ledger ledger = new Ledger();
  private final List<String> found = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();

  Draft draft() {
    return draft;
  }

  /** Tells a line of what was found. */
  void tell(String line) {
    found.add(line);
  }

  /**
   * Reads a file into the draft.
   *
   * @param over files that are laid over it
   * @param home the folder of the service that the file is about
   */
  void read(
      Importer importer, ForeignFile file, List<ForeignFile> over, String home, String service) {
    try {
      importer.read(
          file.text(), new Import(file.path(), file.folder(), service, draft, ledger, over));
      found.add(file.path());
      over.forEach(each -> found.add(each.path() + ", laid over " + file.path()));
      if (!home.equals(".") && draft.has("services", service)) {
        draft.put(home, "services", service, "source");
      }
    } catch (TreeException e) {
      var place = e.mistake().place();
      var line =
          (place.file().isEmpty() ? file.path() : place.file())
              + ":"
              + place.line()
              + " can't be read: "
              + e.mistake().problem().fact();
      found.add(line);
      unread.add(line);
    }
  }

  /** The file, after what check would refuse was taken out. */
  Initialization.Result finished(Optional<Path> folder) {
    if (draft.names("services").isEmpty() && draft.names("databases").isEmpty()) {
      draft.put("echo 'say in slipway.yaml how this starts' && exit 1", "services", "web", "start");
      draft.comment(
          "nothing was found that runs: say how it is built and started", "services", "web");
    }
    new Addresses(draft).share();
    draft.open("environments", "development");
    new Repair(draft, ledger, folder).run();
    return new Initialization.Result(
        Heading.of(found) + DraftText.of(draft) + Remarks.of(ledger, MOST_REMARKS),
        List.copyOf(found),
        List.copyOf(unread),
        ledger);
  }
}
