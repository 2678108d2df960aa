package dev.slipway.catalog.variables;

import dev.slipway.secrets.Sealed;
import dev.slipway.secrets.SealedValues;
import dev.slipway.store.Store;
import java.util.ArrayList;
import java.util.List;

/** The sealed values of this room for a rotation: those of every version, and the staged ones. */
final class SealedVariables implements SealedValues {
  private static final List<String> TABLES = List.of("setting", "staged");

  private final Store store;

  SealedVariables(Store store) {
    this.store = store;
  }

  @Override
  public String what() {
    return "variables";
  }

  @Override
  public List<Stored> notUnder(int key, int atMost) {
    return store.read(
        handle -> {
          var found = new ArrayList<Stored>();
          for (var table : TABLES) {
            found.addAll(
                handle
                    .createQuery(
                        "SELECT id, app, environment, holder, name, value FROM variables."
                            + table
                            + " WHERE kind = 'secret' AND NOT starts_with(value, :prefix)"
                            + " ORDER BY id LIMIT :count")
                    .bind("prefix", Sealed.prefix(key))
                    .bind("count", atMost - found.size())
                    .map(
                        (row, context) ->
                            new Stored(
                                table + " " + row.getLong("id"),
                                StoredValue.place(
                                    new EnvironmentKey(
                                        row.getString("app"), row.getString("environment")),
                                    new Holder(row.getString("holder")),
                                    row.getString("name")),
                                new Sealed(row.getString("value"))))
                    .list());
          }
          return found;
        });
  }

  @Override
  public boolean replace(Stored stored, Sealed resealed) {
    var table = stored.row().split(" ")[0];
    var id = Long.parseLong(stored.row().split(" ")[1]);
    return store.transact(
        handle ->
            handle
                    .createUpdate(
                        "UPDATE variables."
                            + table
                            + " SET value = :new WHERE id = :id AND value = :old")
                    .bind("new", resealed.text())
                    .bind("id", id)
                    .bind("old", stored.sealed().text())
                    .execute()
                == 1);
  }
}
