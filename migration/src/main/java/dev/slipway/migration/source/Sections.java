package dev.slipway.migration.source;

import dev.slipway.migration.source.Migration.Parts;
import dev.slipway.migration.source.Migration.Repeat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Cuts a file that holds both directions at its tool's marks. */
final class Sections {
  private static final Pattern GOOSE = Pattern.compile("^--\\s*\\+goose\\s+(.*)$");
  private static final Pattern DBMATE = Pattern.compile("^--\\s*migrate:(up|down)(\\s.*)?$");
  private static final Pattern NO_TRANSACTION = Pattern.compile("transaction:\\s*(false|off|no)");

  private enum Direction {
    NONE,
    UP,
    DOWN
  }

  private Sections() {}

  static Parts goose(String content) {
    var inTransaction = new boolean[] {true};
    return cut(
        content,
        line -> {
          var mark = GOOSE.matcher(line.strip());
          if (!mark.matches()) {
            return Optional.empty();
          }
          var word = mark.group(1).strip().toUpperCase(Locale.ROOT);
          inTransaction[0] &= !word.equals("NO TRANSACTION");
          return switch (word) {
            case "UP" -> Optional.of(Direction.UP);
            case "DOWN" -> Optional.of(Direction.DOWN);
            default -> Optional.empty();
          };
        },
        inTransaction);
  }

  static Parts dbmate(String content) {
    var inTransaction = new boolean[] {true};
    return cut(
        content,
        line -> {
          var mark = DBMATE.matcher(line.strip());
          if (!mark.matches()) {
            return Optional.empty();
          }
          var up = mark.group(1).equals("up");
          var options = Optional.ofNullable(mark.group(2)).orElse("");
          if (up && NO_TRANSACTION.matcher(options).find()) {
            inTransaction[0] = false;
          }
          return Optional.of(up ? Direction.UP : Direction.DOWN);
        },
        inTransaction);
  }

  private static Parts cut(
      String content, Function<String, Optional<Direction>> mark, boolean[] inTransaction) {
    List<String> up = new ArrayList<>();
    List<String> down = new ArrayList<>();
    var direction = Direction.NONE;
    var hasDown = false;
    for (var line : content.split("\n", -1)) {
      direction = mark.apply(line).orElse(direction);
      hasDown |= direction == Direction.DOWN;
      up.add(direction == Direction.UP ? line : "");
      down.add(direction == Direction.DOWN ? line : "");
    }
    return new Parts(
        String.join("\n", up),
        hasDown ? Optional.of(String.join("\n", down)) : Optional.empty(),
        inTransaction[0],
        Repeat.ONCE);
  }
}
