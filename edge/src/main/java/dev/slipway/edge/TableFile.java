package dev.slipway.edge;

import dev.slipway.kit.ProblemException;
import dev.slipway.kit.StateFile;
import dev.slipway.protocol.edge.EdgeJson;
import dev.slipway.protocol.edge.RoutingTable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last table on disk, and the one before it. The one before is what a start falls back to when
 * the last can't be read, loudly: the disk, or somebody's editor, was at it.
 */
final class TableFile {
  private static final Logger LOG = System.getLogger(TableFile.class.getName());

  private final StateFile last;
  private final StateFile before;
  private final List<String> warnings = new ArrayList<>();

  TableFile(Path state) {
    last = new StateFile(state.resolve("table.json"));
    before = new StateFile(state.resolve("table.before.json"));
  }

  /** The newest table that can be read; the empty one if there is none. */
  RoutingTable load() {
    return read(last).or(() -> read(before)).orElse(RoutingTable.EMPTY);
  }

  private Optional<RoutingTable> read(StateFile file) {
    try {
      return file.read().map(EdgeJson::table);
    } catch (IOException | ProblemException broken) {
      var warning = file.path() + " can't be used: " + broken.getMessage();
      warnings.add(warning);
      LOG.log(Level.ERROR, warning);
      return Optional.empty();
    }
  }

  /** First keeps the table so far, then writes the new one: at each moment one of them is whole. */
  void save(RoutingTable table) throws IOException {
    var current = last.read();
    if (current.isPresent() && warnings.isEmpty()) {
      before.write(current.get());
    }
    last.write(EdgeJson.write(table));
    warnings.clear();
  }

  /** What an operator should know about the files. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
