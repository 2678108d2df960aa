package dev.slipway.catalog;

import dev.slipway.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which entries of the histories were promoted, and from where. */
public final class Promotions {
  private final Store store;

  public Promotions(Store store) {
    this.store = store;
  }

  /** Belongs into the transaction that opens the deployment: both are there, or neither. */
  public void record(Handle handle, Deployment deployment, Promotion promotion) {
    handle
        .createUpdate(
            """
            INSERT INTO catalog.promotion
              (app, environment, number, from_environment, from_number, automatic, hotfix)
            VALUES (:app, :environment, :number, :from, :origin, :automatic, :hotfix)""")
        .bind("app", deployment.app())
        .bind("environment", deployment.environment())
        .bind("number", deployment.number())
        .bind("from", promotion.from())
        .bind("origin", promotion.number())
        .bind("automatic", promotion.how() == Promotion.How.FOLLOWING)
        .bind("hotfix", promotion.hotfix().orElse(""))
        .execute();
  }

  public Optional<Promotion> of(Deployment deployment) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT from_environment, from_number, automatic, hotfix FROM catalog.promotion
                    WHERE app = :app AND environment = :environment AND number = :number""")
                .bind("app", deployment.app())
                .bind("environment", deployment.environment())
                .bind("number", deployment.number())
                .map((row, context) -> read(row))
                .findOne());
  }

  /**
   * Whether somebody or something has promoted that entry to the environment, however it ended. In
   * the transaction of who is about to: the application's row is locked by then.
   */
  public boolean hasComeTo(Handle handle, String environment, Deployment origin) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT FROM catalog.promotion
              WHERE app = :app AND environment = :environment
                AND from_environment = :from AND from_number = :origin)""")
        .bind("app", origin.app())
        .bind("environment", environment)
        .bind("from", origin.environment())
        .bind("origin", origin.number())
        .mapTo(Boolean.class)
        .one();
  }

  public boolean hasComeTo(String environment, Deployment origin) {
    return store.read(handle -> hasComeTo(handle, environment, origin));
  }

  private static Promotion read(ResultSet row) throws SQLException {
    var hotfix = row.getString("hotfix");
    return new Promotion(
        row.getString("from_environment"),
        row.getInt("from_number"),
        row.getBoolean("automatic") ? Promotion.How.FOLLOWING : Promotion.How.ASKED,
        hotfix.isEmpty() ? Optional.empty() : Optional.of(hotfix));
  }
}
