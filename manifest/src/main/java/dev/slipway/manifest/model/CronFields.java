package dev.slipway.manifest.model;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The five fields of cron, refused when they are written if they could never be read. */
final class CronFields {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
  private static final int LONGEST = 200;
  private static final Map<String, String> WORDS =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");
  private static final List<String> FIELDS =
      List.of(
          "minutes from 0 to 59 in the first field",
          "hours from 0 to 23 in the second field",
          "days from 1 to 31 in the third field",
          "months from 1 to 12 in the fourth field",
          "days of the week from 0 (Sunday) to 7 in the fifth field");
  private static final String SHAPE =
      "five fields: minute, hour, day of the month, month, day of the week, as in 0 2 * * *";

  private CronFields() {}

  /** The fields with single blanks between them; empty if they are none. */
  static Optional<String> read(String text) {
    var fields = WORDS.getOrDefault(text.strip(), text.strip()).split("\\s+");
    return fields.length == 5 && text.length() <= LONGEST
        ? Optional.of(String.join(" ", fields)).filter(CronFields::isReadable)
        : Optional.empty();
  }

  /** What to write instead of something that looks like cron and can't be read. */
  static Optional<String> repair(String text) {
    var word = text.strip();
    if (word.startsWith("@")) {
      return Optional.of("one of @hourly, @daily, @weekly, @monthly, @yearly, or " + SHAPE);
    }
    var fields = word.split("\\s+");
    if (fields.length == 6 || fields.length == 7) {
      // Quartz and its like count seconds first, and say ? for any day.
      var shorter = String.join(" ", List.of(fields).subList(1, 6)).replace('?', '*');
      return Optional.of(isReadable(shorter) ? shorter + " (without the seconds)" : SHAPE);
    }
    if (fields.length != 5 || text.length() > LONGEST) {
      return Optional.of(word.contains("*") ? SHAPE : "a duration such as 4h, @daily, or " + SHAPE);
    }
    for (var i = 0; i < fields.length; i++) {
      var alone = new String[] {"*", "*", "*", "*", "*"};
      alone[i] = fields[i];
      if (!isReadable(String.join(" ", alone))) {
        return Optional.of(FIELDS.get(i));
      }
    }
    return Optional.of(SHAPE);
  }

  private static boolean isReadable(String fields) {
    try {
      PARSER.parse(fields).validate();
      return true;
    } catch (RuntimeException notCron) {
      return false;
    }
  }
}
