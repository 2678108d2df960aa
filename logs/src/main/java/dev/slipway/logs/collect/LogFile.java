package dev.slipway.logs.collect;

import dev.slipway.logs.Origin;
import dev.slipway.logs.ShelfName;
import dev.slipway.secrets.Mask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A file of log, and the one before it, to which it is renamed with {@code .1} behind its name. A
 * file is known by its number on the disk: it is read to its end whatever it is called by then.
 */
public record LogFile(Path file, ShelfName shelf, Origin origin, Supplier<Mask> mask) {

  /** Those that are there, the older first. */
  public List<Source> sources() throws IOException {
    var found = new ArrayList<Source>();
    for (var one : List.of(file.resolveSibling(file.getFileName() + ".1"), file)) {
      if (Files.isRegularFile(one)) {
        var id = file + "#" + Files.getAttribute(one, "unix:ino");
        found.add(new Source(id, shelf, origin, mask, place -> new FileReader(one, place)));
      }
    }
    return found;
  }
}
