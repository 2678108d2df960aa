package dev.slipway.postgres.backup;

import dev.slipway.postgres.physical.DataFile;
import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.postgres.repository.BackupContent;
import dev.slipway.postgres.repository.ChunkPlace;
import dev.slipway.postgres.repository.StoredFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the backup before this one tells about what has not changed. */
final class Earlier {
  /** File times are coarse, and the clock that sets them is not ours. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final Map<String, StoredFile> files = new HashMap<>();
  private final List<String> packs;
  private final Lsn start;
  private final long before;

  private Earlier(Backup backup, BackupContent content) {
    content.files().forEach(file -> files.put(file.path(), file));
    this.packs = content.packs();
    this.start = backup.span().start();
    this.before = backup.span().startedAt().minus(MARGIN).toEpochMilli();
  }

  private Earlier() {
    this.packs = List.of();
    this.start = new Lsn(0);
    this.before = Long.MIN_VALUE;
  }

  static Earlier none() {
    return new Earlier();
  }

  /**
   * Usable only for the same server in the same state of its life: after a restore positions in the
   * log mean something else, and after checksums were switched on every page differs.
   */
  static Earlier of(Backup backup, BackupContent content, Backup.Server now, int timeline) {
    var same =
        backup.server().systemIdentifier().equals(now.systemIdentifier())
            && backup.server().checksums() == now.checksums()
            && backup.span().timeline() == timeline
            && backup.corruptPages().isEmpty();
    return same ? new Earlier(backup, content) : none();
  }

  /** A page that was last changed before this is in the earlier backup as it is now. */
  Lsn start() {
    return start;
  }

  /** The chunks of a file that nobody wrote to since before the earlier backup began. */
  Optional<List<ChunkPlace>> unwritten(DataFile file) {
    var stored = files.get(file.path());
    return stored != null
            && stored.size() == file.size()
            && stored.modified() == file.modified()
            && stored.changed() == file.changed()
            && file.modified() < before
            && file.changed() < before
        ? Optional.of(stored.places(packs))
        : Optional.empty();
  }

  /** The chunks that the file had, to compare with. */
  List<ChunkPlace> chunks(DataFile file) {
    var stored = files.get(file.path());
    return stored == null ? List.of() : stored.places(packs);
  }
}
