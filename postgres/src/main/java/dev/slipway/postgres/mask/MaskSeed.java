package dev.slipway.postgres.mask;

import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.kit.StateFile;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.cluster.Sealer;
import java.io.IOException;

/** The seed of a cluster's masked copies: made once, kept sealed beside the cluster. */
public record MaskSeed(Clusters clusters, Sealer sealer) {
  private static final int CHARACTERS = 32;

  public String of(Cluster cluster) {
    var file = new StateFile(clusters.folder(cluster.name()).resolve("mask.seed"));
    var context = cluster.name() + "/mask";
    try {
      var known = file.read();
      if (known.isPresent()) {
        return sealer.open(context, known.get().strip());
      }
      var fresh = Ids.secret(CHARACTERS);
      file.write(sealer.seal(context, fresh) + "\n");
      return fresh;
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-5253",
              file.path() + ": the seed of masked copies can't be kept: " + e.getMessage(),
              "check the folder's owner and the disk's space")
          .exception(e);
    }
  }
}
