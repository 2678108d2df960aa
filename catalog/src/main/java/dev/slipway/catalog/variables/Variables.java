package dev.slipway.catalog.variables;

import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.kit.Suggestion;
import dev.slipway.secrets.Seal;
import dev.slipway.secrets.SealedValues;
import dev.slipway.store.Store;
import dev.slipway.store.StoreSchema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The variables of all environments. A change names the version that its author was looking at: it
 * goes through unless one of the same variables was changed since.
 */
public final class Variables {
  public static final StoreSchema SCHEMA =
      StoreSchema.of("variables", Variables.class, "001_variables.sql");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final Store store;
  private final Seal seal;
  private final InstantSource clock;

  public Variables(Store store, Seal seal, InstantSource clock) {
    this.store = store;
    this.seal = seal;
    this.clock = clock;
  }

  /** For {@link dev.slipway.secrets.Rotation}. */
  public SealedValues sealedValues() {
    return new SealedVariables(store);
  }

  public Configuration current(EnvironmentKey environment) {
    return read(environment, rows -> rows.at(rows.newestVersion()));
  }

  /** The variables as they were; every version that ever was can be read. */
  public Configuration at(EnvironmentKey environment, int version) {
    return read(
        environment,
        rows -> {
          var newest = rows.newestVersion();
          if (version < 0 || version > newest) {
            throw Problem.of(
                    Problem.Kind.NOT_FOUND,
                    "SLIP-7353",
                    environment + " has no configuration " + version + "; the newest is " + newest,
                    "slipway env history shows them")
                .exception();
          }
          return rows.at(version);
        });
  }

  /** The newest so many versions, newest first. */
  public List<ConfigurationVersion> history(EnvironmentKey environment, int count) {
    return read(environment, rows -> rows.history(count));
  }

  /**
   * Makes a new version of the changes, all or none. Changes that change nothing make none.
   *
   * @param seen the version that the author was looking at
   */
  public Configuration change(
      EnvironmentKey environment, int seen, List<Change> changes, Author author) {
    return write(
        environment,
        (handle, rows) -> {
          refuseIfTouched(rows, environment, seen, changes);
          return apply(rows, changes, author);
        });
  }

  /**
   * Gives each of these names that has no value yet a random one, once and for all: passwords and
   * signing keys that nobody needs to know.
   *
   * @param lengths characters by name
   */
  public Configuration generateMissing(
      EnvironmentKey environment, Holder holder, Map<String, Integer> lengths, Author author) {
    return write(
        environment,
        (handle, rows) -> {
          var current = rows.at(rows.newestVersion());
          var changes = new ArrayList<Change>();
          lengths.forEach(
              (name, length) -> {
                if (current.value(holder, name).isEmpty()) {
                  changes.add(Change.put(holder, name, Value.secret(Ids.secret(length))));
                }
              });
          return apply(rows, changes, author);
        });
  }

  /** Puts changes beside the environment, to be shown and applied together later. */
  public StagedChanges stage(EnvironmentKey environment, List<Change> changes, String by) {
    return write(
        environment,
        (handle, rows) -> {
          var staged = new StagedRows(handle, environment, seal);
          refuseIfStagedByOthers(staged.all(), environment, changes, by);
          var version = rows.newestVersion();
          changes.forEach(change -> staged.put(change, by, version, clock.instant()));
          return staged(rows, staged, environment);
        });
  }

  public StagedChanges staged(EnvironmentKey environment) {
    return store.read(
        handle ->
            staged(
                new SettingRows(handle, environment, seal),
                new StagedRows(handle, environment, seal),
                environment));
  }

  /** Throws the waiting changes away; how many there were. */
  public int discard(EnvironmentKey environment) {
    return write(
        environment, (handle, rows) -> new StagedRows(handle, environment, seal).removeAll());
  }

  /** Makes one version of all waiting changes, if they are still those with this mark. */
  public Configuration applyStaged(EnvironmentKey environment, String mark, Author author) {
    return write(
        environment,
        (handle, rows) -> {
          var staged = new StagedRows(handle, environment, seal);
          var now = staged(rows, staged, environment);
          if (!now.mark().equals(mark)) {
            throw Problem.of(
                    Problem.Kind.CONFLICT,
                    "SLIP-7356",
                    environment + ": the waiting changes are not those you were shown any more",
                    "look at them again: slipway env staged " + environment.environment())
                .exception();
          }
          var entries = staged.all();
          for (var entry : entries) {
            refuseIfTouched(rows, environment, entry.basedOn(), List.of(entry.change()));
          }
          staged.removeAll();
          return apply(rows, entries.stream().map(StagedRows.Row::change).toList(), author);
        });
  }

  private static StagedChanges staged(
      SettingRows rows, StagedRows staged, EnvironmentKey environment) {
    var current = rows.at(rows.newestVersion());
    var entries = new ArrayList<StagedChanges.Entry>();
    var ids = new StringBuilder();
    for (var row : staged.all()) {
      var change = row.change();
      var difference =
          new Difference(
              change.holder(),
              change.name(),
              current.value(change.holder(), change.name()),
              change instanceof Change.Put put
                  ? Optional.of(put.variable().value())
                  : Optional.empty());
      entries.add(new StagedChanges.Entry(difference, row.by(), row.basedOn()));
      ids.append(row.id()).append(' ');
    }
    return new StagedChanges(environment, mark(ids.toString()), List.copyOf(entries));
  }

  private Configuration apply(SettingRows rows, List<Change> changes, Author author) {
    var newest = rows.newestVersion();
    var current = rows.at(newest);
    var effective = changes.stream().filter(change -> changesSomething(current, change)).toList();
    if (effective.isEmpty()) {
      return current;
    }
    var version = newest + 1;
    rows.insertVersion(version, author, clock.instant());
    for (var change : effective) {
      rows.end(change, version);
      if (change instanceof Change.Put put) {
        rows.begin(put.variable(), version);
      }
    }
    return rows.at(version);
  }

  private static boolean changesSomething(Configuration current, Change change) {
    var before = current.value(change.holder(), change.name());
    return switch (change) {
      case Change.Put put -> !before.equals(Optional.of(put.variable().value()));
      case Change.Unset unset -> {
        if (before.isEmpty()) {
          throw notSet(current, unset);
        }
        yield true;
      }
    };
  }

  private static RuntimeException notSet(Configuration current, Change.Unset unset) {
    var names =
        current.variables().stream()
            .filter(variable -> variable.holder().equals(unset.holder()))
            .map(Variable::name)
            .collect(Collectors.toSet());
    return Problem.of(
            Problem.Kind.NOT_FOUND,
            "SLIP-7354",
            current.environment() + ": " + unset.name() + " is not set for " + unset.holder(),
            Suggestion.nearest(unset.name(), names)
                .map(near -> "did you mean " + near + "?")
                .orElse("slipway env list " + current.environment().environment()))
        .exception();
  }

  private static void refuseIfTouched(
      SettingRows rows, EnvironmentKey environment, int seen, List<Change> changes) {
    for (var change : changes) {
      rows.touchedAfter(seen, change)
          .ifPresent(
              touch -> {
                throw Problem.of(
                        Problem.Kind.CONFLICT,
                        "SLIP-7355",
                        environment
                            + ": "
                            + change.name()
                            + " was changed by "
                            + touch.by()
                            + " at "
                            + TIME.format(touch.at())
                            + " (configuration "
                            + touch.version()
                            + "); you were looking at configuration "
                            + seen,
                        "look at it again, then repeat your change: slipway env history "
                            + environment.environment())
                    .exception();
              });
    }
  }

  private static void refuseIfStagedByOthers(
      List<StagedRows.Row> waiting, EnvironmentKey environment, List<Change> changes, String by) {
    for (var row : waiting) {
      var same =
          changes.stream()
              .anyMatch(
                  change ->
                      change.holder().equals(row.change().holder())
                          && change.name().equals(row.change().name()));
      if (same && !row.by().equals(by)) {
        throw Problem.of(
                Problem.Kind.CONFLICT,
                "SLIP-7357",
                environment
                    + ": a change of "
                    + row.change().name()
                    + " by "
                    + row.by()
                    + " is waiting already",
                "apply it or discard it first: slipway env staged " + environment.environment())
            .exception();
      }
    }
  }

  private <T> T read(EnvironmentKey environment, Function<SettingRows, T> work) {
    return store.read(handle -> work.apply(new SettingRows(handle, environment, seal)));
  }

  /** One at a time for an environment, and never across a rotation of the keys. */
  private <T> T write(EnvironmentKey environment, Writing<T> work) {
    return seal.whileStoring(
        () ->
            store.transact(
                handle -> {
                  var rows = new SettingRows(handle, environment, seal);
                  rows.lock();
                  return work.with(handle, rows);
                }));
  }

  private interface Writing<T> {
    T with(Handle handle, SettingRows rows);
  }

  private static String mark(String ids) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(ids.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
