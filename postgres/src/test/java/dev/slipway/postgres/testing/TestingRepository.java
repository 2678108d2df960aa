package dev.slipway.postgres.testing;

import dev.slipway.postgres.repository.FolderStore;
import dev.slipway.postgres.repository.Repository;

/** Repositories in a folder of one test. */
public final class TestingRepository {
  private TestingRepository() {}

  public static Repository in(TestingClusters testing, String folder) {
    return Repository.open(
        new FolderStore(testing.folder(folder)), "ledger@production", testing.sealer());
  }
}
