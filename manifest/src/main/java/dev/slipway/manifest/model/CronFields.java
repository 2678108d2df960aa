package dev.slipway.manifest.model;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.Optional;

/** The five fields of cron, refused when they are written if they could never be read. */
final class CronFields {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
  private static final int LONGEST = 200;

  private CronFields() {}

  /** The fields with single blanks between them; empty if they are none. */
  static Optional<String> read(String text) {
    var words = text.strip().split("\\s+");
    if (words.length != 5 || text.length() > LONGEST) {
      return Optional.empty();
    }
    var fields = String.join(" ", words);
    try {
      PARSER.parse(fields).validate();
      return Optional.of(fields);
    } catch (RuntimeException notCron) {
      return Optional.empty();
    }
  }
}
