package dev.slipway.manifest.tree;

/** What is wrong with the writing of a file, and where. */
record SyntaxMistake(int line, int column, String fact, String hint) {
  TreeException exception() {
    return new TreeException(new Place(line, column, ""), "SLIP-1002", fact, hint);
  }
}
