package dev.slipway.migration.plan;

import dev.slipway.migration.rehearse.Observation;
import dev.slipway.migration.rehearse.Observation.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Every rule that looks at one statement. docs/reference/migration-rules.md lists them all. */
final class Rules {
  private static final Pattern RENAME =
      Pattern.compile("\\bRENAME\\s+(COLUMN\\s+|TO\\b|(?!CONSTRAINT)\\S+\\s+TO\\b)", flags());
  private static final Pattern RENAMED_OBJECT =
      Pattern.compile(
          "^ALTER\\s+(TABLE|VIEW|MATERIALIZED\\s+VIEW|TYPE|SCHEMA|FUNCTION)\\b", flags());
  private static final Pattern NOT_NULL =
      Pattern.compile(
          "\\bSET\\s+NOT\\s+NULL\\b|\\bADD\\s+(COLUMN\\s+)?(?!CONSTRAINT)(?:(?!\\bDEFAULT\\b|,).)*\\bNOT\\s+NULL\\b"
              + "(?!(?:(?!,\\s*ADD).)*\\b(DEFAULT|GENERATED)\\b)",
          flags());
  private static final Pattern NEW_TYPE =
      Pattern.compile("\\bALTER\\s+(COLUMN\\s+)?\\S+\\s+(SET\\s+DATA\\s+)?TYPE\\b", flags());

  private Rules() {}

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  }

  static List<Finding> judge(
      Observation observed, Duration held, Thresholds thresholds, Basis basis) {
    var found = new ArrayList<Finding>();
    new Blocking(observed, held, thresholds).finding().ifPresent(found::add);
    found.addAll(new Losses(observed, thresholds).findings());
    incompatible(observed, found);
    written(observed, thresholds, found);
    unmeasured(observed, basis, found);
    return found;
  }

  /** The catalog changed under code that still runs. Only what was there before counts. */
  private static void incompatible(Observation observed, List<Finding> found) {
    var touches =
        observed.effects().locks().stream()
            .anyMatch(lock -> lock.mode().blocksReads() && !lock.kind().equals("i"));
    var sql = observed.place().sql();
    if (!touches) {
      return;
    }
    if (RENAME.matcher(sql).find() && RENAMED_OBJECT.matcher(sql).find()) {
      found.add(
          caution(
              "renamed",
              "renames what the running code calls by its old name",
              "add the new name beside the old (a view, or a column kept by a trigger), then drop"
                  + " the old one in a later release"));
    }
    if (NOT_NULL.matcher(sql).find()) {
      found.add(
          caution(
              "not-null-required",
              "the running code's inserts fail if they leave the column out",
              "give the column a default, or make it NOT NULL in the release after"));
    }
    if (NEW_TYPE.matcher(sql).find()) {
      found.add(
          caution(
              "type-changed",
              "changes the type of a column that the running code reads",
              "add a column of the new type beside it and switch in a later release"));
    }
  }

  private static Finding caution(String rule, String sentence, String safer) {
    return new Finding(rule, Grade.CAUTION, Finding.Harm.INCOMPATIBLE, sentence, safer);
  }

  private static void written(Observation observed, Thresholds thresholds, List<Finding> found) {
    for (var table : observed.effects().volume().tables()) {
      if (changed(table) >= thresholds.rows()) {
        found.add(
            new Finding(
                "many-rows-at-once",
                Grade.CAUTION,
                Finding.Harm.BLOCKING,
                "changes "
                    + Blocking.count(changed(table))
                    + " rows of "
                    + table.table()
                    + " in one transaction; whoever writes them waits until it ends",
                "mark it -- slipway:batch and give it a LIMIT: it is repeated until none is left"));
      }
    }
  }

  private static long changed(Written table) {
    return table.updated() + table.deleted();
  }

  /** Time on a table whose rows weren't in the copy says nothing. */
  private static void unmeasured(Observation observed, Basis basis, List<Finding> found) {
    var untold =
        observed.effects().locks().stream()
            .filter(
                lock -> lock.mode().blocksWrites() && basis.notThere().contains(lock.relation()))
            .map(Observation.Lock::relation)
            .distinct()
            .sorted()
            .toList();
    var worked = !observed.effects().scans().isEmpty() || !observed.effects().rewrites().isEmpty();
    if (worked && !untold.isEmpty()) {
      found.add(
          new Finding(
              "not-measured",
              Grade.CAUTION,
              Finding.Harm.UNMEASURED,
              "reads or writes all of "
                  + String.join(", ", untold)
                  + ", whose rows are not in the copy: its time is not known",
              "rehearse with --rows all, or on a branch"));
    }
  }
}
