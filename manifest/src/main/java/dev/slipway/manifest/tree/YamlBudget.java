package dev.slipway.manifest.tree;

/** What a file may take: no file can make the reading run long or use much memory. */
final class YamlBudget {
  private static final int DEEPEST = 40;
  private static final int MOST_VALUES = 200_000;

  private int values;

  int values() {
    return values;
  }

  /** Counts values; an alias counts as what it stands for. */
  void count(Place place, int more) throws TreeException {
    values += more;
    if (values > MOST_VALUES) {
      throw new TreeException(
          place,
          "SLIP-1003",
          "the file has more than "
              + MOST_VALUES
              + " values, aliases counted as what they stand for",
          "is it the right file?");
    }
  }

  static void allowDepth(Place place, int depth) throws TreeException {
    if (depth > DEEPEST) {
      throw tooDeep(place);
    }
  }

  static TreeException tooDeep(Place place) {
    return new TreeException(
        place,
        "SLIP-1003",
        "values are nested more than " + DEEPEST + " deep",
        "is it the right file?");
  }
}
