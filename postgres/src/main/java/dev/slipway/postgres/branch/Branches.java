package dev.slipway.postgres.branch;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Problem;
import dev.slipway.postgres.cluster.Adoption;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterSpec;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.cluster.Origin;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.mask.MaskProof;
import dev.slipway.postgres.physical.BackupMode;
import dev.slipway.postgres.physical.DataFolder;
import dev.slipway.postgres.physical.FolderCopy;
import dev.slipway.postgres.physical.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Writable copies of running clusters. Branches are clusters of their own folder: what is finished
 * can be started again, what a crash left unfinished is swept.
 */
public final class Branches {
  /** How a cluster came to be whose values were replaced, and proved to be. */
  public static final String MASKED = "masked branch";

  private static final Set<String> SHARING = Set.of("xfs", "btrfs", "bcachefs");
  private static final Duration START_LIMIT = Duration.ofMinutes(10);
  private static final ByteSize MEMORY = ByteSize.ofMebibytes(256);

  /** A copy is thrown away when the machine dies, so it need not survive that. */
  private static final Map<String, String> SETTINGS =
      Map.of("fsync", "off", "synchronous_commit", "off", "wal_level", "replica");

  private final Clusters sources;
  private final Clusters copies;
  private final InstantSource clock;
  private final boolean lasting;

  /**
   * @param copies whose folder should be on the same file system as the sources': only there can
   *     blocks be shared
   */
  public Branches(Clusters sources, Clusters copies, InstantSource clock) {
    this(sources, copies, clock, false);
  }

  private Branches(Clusters sources, Clusters copies, InstantSource clock, boolean lasting) {
    this.sources = sources;
    this.copies = copies;
    this.clock = clock;
    this.lasting = lasting;
  }

  /** Copies that stand among their sources as clusters like any other and never expire. */
  public static Branches lasting(Clusters clusters, InstantSource clock) {
    return new Branches(clusters, clusters, clock, true);
  }

  /** A copy of the running cluster as it is now, under a new name, for an hour. */
  public Branch create(ClusterName source) {
    return create(BranchRequest.of(source, clock.instant()));
  }

  public Branch create(BranchRequest request) {
    var began = System.nanoTime();
    var source = sources.running(request.source()).orElseThrow(() -> notRunning(request.source()));
    var origin =
        Origin.plain(
            request.source().toString(),
            request.masking().isPresent() ? MASKED : "branch",
            clock.instant().toString(),
            lasting ? null : clock.instant().plus(request.life()));
    var adoption =
        new Adoption(
            spec(request.name(), source.cluster().spec()),
            source.cluster(),
            origin,
            folder -> copy(source, request, folder),
            lasting ? Map.of() : SETTINGS,
            START_LIMIT);
    var wasThere = copies.find(request.name()).isPresent();
    try {
      var open = copies.beginAdoption(adoption);
      var server = open.start(Map.of());
      // Until it is finished nobody is told its passwords, and after a crash it never starts again.
      var proof = request.masking().map(masking -> masking.run(open.admin(server)));
      var running = open.finish(server, proof.map(MaskProof::text));
      var took = Duration.ofNanos(System.nanoTime() - began);
      return new Branch(running, took, sharesBlocks(running.dataDirectory()), proof, this);
    } catch (RuntimeException e) {
      if (!wasThere) {
        discard(request.name(), e);
      }
      throw e;
    }
  }

  /** What could not be finished is no copy. */
  private void discard(ClusterName name, RuntimeException cause) {
    try {
      if (copies.find(name).map(Cluster::isUnfinished).orElse(false)) {
        delete(name);
      }
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private ClusterSpec spec(ClusterName name, ClusterSpec source) {
    var memory = lasting || source.memory().compareTo(MEMORY) < 0 ? source.memory() : MEMORY;
    return new ClusterSpec(
        name,
        source.database(),
        source.extensions(),
        source.schemas(),
        memory,
        source.connections());
  }

  private void copy(RunningCluster source, BranchRequest request, Path folder) {
    var pace = request.rate().map(Pace::perSecond).orElseGet(Pace::unlimited);
    var threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    try (var mode = BackupMode.enter(source.admin(), "branch " + request.name())) {
      var content = DataFolder.read(source.dataDirectory());
      admit(source, content, Objects.requireNonNull(folder.getParent()));
      var copy = new FolderCopy(source.dataDirectory(), folder, pace, threads);
      copy.copyAll(content);
      copy.complete(mode.leave());
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.FAILED,
              "SLIP-5030",
              request.name() + ": " + request.source() + " can't be copied: " + e.getMessage(),
              "check the disk below " + folder + "; the source was only read")
          .exception(e);
    }
  }

  /** Nothing starts without the disk for it. */
  private void admit(RunningCluster source, DataFolder content, Path below) throws IOException {
    var free = Files.getFileStore(below).getUsableSpace();
    var needed = sharesBlocks(below) ? 64L << 20 : content.bytes() + content.bytes() / 10;
    if (free < needed) {
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-5031",
              source.name()
                  + ": a copy takes "
                  + new ByteSize(needed).human()
                  + ", and the disk below "
                  + below
                  + " has "
                  + new ByteSize(free).human(),
              "free some space, or put branches on XFS or btrfs beside the cluster")
          .exception();
    }
  }

  private boolean sharesBlocks(Path folder) {
    try {
      return SHARING.contains(Files.getFileStore(folder).type());
    } catch (IOException unknown) {
      return false;
    }
  }

  public List<Cluster> all() {
    return copies.all();
  }

  /** A copy that runs; empty when it is gone, down, or was never finished. */
  public Optional<RunningCluster> running(ClusterName name) {
    return copies.find(name).filter(copy -> !copy.isUnfinished()).isPresent()
        ? copies.running(name)
        : Optional.empty();
  }

  /** Ends whatever runs on a copy, from any thread; it is still there to be deleted. */
  public void halt(ClusterName name) {
    if (running(name).isPresent()) {
      copies.halt(name);
    }
  }

  /** Stops a copy and deletes it; nothing to do when it is gone. */
  public void delete(ClusterName name) {
    if (copies.find(name).isPresent()) {
      copies.delete(name, name.toString());
    }
  }

  /** Deletes what has expired and what a crash left unfinished; tells which. */
  public List<ClusterName> sweep(Set<ClusterName> beingMade) {
    var now = clock.instant();
    var gone =
        copies.all().stream()
            .filter(
                copy ->
                    (copy.isUnfinished() && !beingMade.contains(copy.name()))
                        || hasExpired(copy, now))
            .map(Cluster::name)
            .toList();
    gone.forEach(this::delete);
    return gone;
  }

  private static boolean hasExpired(Cluster copy, java.time.Instant now) {
    var origin = copy.origin();
    var expiry = origin == null ? null : origin.expiresAt();
    return expiry != null && expiry.isBefore(now);
  }

  private RuntimeException notRunning(ClusterName source) {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-5032",
            source + ": does not run, so there is nothing live to branch",
            "start it, or branch from a backup")
        .exception();
  }
}
