package dev.slipway.secrets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All the byte strings to be found, as one automaton (Aho and Corasick 1975): a text is read once,
 * whatever the number of needles. Bytes that are in no needle share one column of its table.
 */
final class Needles {
  private final int[] column = new int[256];
  private final int columns;
  private final int[] next;
  private final int[] depth;
  private final int[] longest;

  Needles(List<byte[]> needles) {
    var seen = 1;
    for (var needle : needles) {
      for (var b : needle) {
        if (column[b & 0xff] == 0) {
          column[b & 0xff] = seen++;
        }
      }
    }
    columns = seen;
    var rows = new ArrayList<int[]>();
    var depths = new ArrayList<Integer>();
    var lengths = new ArrayList<Integer>();
    addState(rows, depths, lengths, 0);
    for (var needle : needles) {
      insert(needle, rows, depths, lengths);
    }
    next = new int[rows.size() * columns];
    for (var state = 0; state < rows.size(); state++) {
      System.arraycopy(rows.get(state), 0, next, state * columns, columns);
    }
    depth = depths.stream().mapToInt(Integer::intValue).toArray();
    longest = lengths.stream().mapToInt(Integer::intValue).toArray();
    completeBreadthFirst();
  }

  private void addState(
      List<int[]> rows, List<Integer> depths, List<Integer> lengths, int atDepth) {
    var row = new int[columns];
    Arrays.fill(row, -1);
    rows.add(row);
    depths.add(atDepth);
    lengths.add(0);
  }

  private void insert(
      byte[] needle, List<int[]> rows, List<Integer> depths, List<Integer> lengths) {
    if (needle.length == 0) {
      return;
    }
    var state = 0;
    for (var i = 0; i < needle.length; i++) {
      var row = rows.get(state);
      var to = column[needle[i] & 0xff];
      if (row[to] < 0) {
        row[to] = rows.size();
        addState(rows, depths, lengths, i + 1);
      }
      state = row[to];
    }
    lengths.set(state, needle.length);
  }

  /** Fills in where to go on when a needle breaks off: the longest other one begun meanwhile. */
  private void completeBreadthFirst() {
    var fallback = new int[depth.length];
    var queue = new ArrayDeque<Integer>();
    for (var c = 0; c < columns; c++) {
      if (next[c] < 0) {
        next[c] = 0;
      } else {
        queue.add(next[c]);
      }
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      var back = fallback[state];
      longest[state] = Math.max(longest[state], longest[back]);
      for (var c = 0; c < columns; c++) {
        var to = next[state * columns + c];
        if (to < 0) {
          next[state * columns + c] = next[back * columns + c];
        } else {
          fallback[to] = next[back * columns + c];
          queue.add(to);
        }
      }
    }
  }

  int step(int state, byte b) {
    return next[state * columns + column[b & 0xff]];
  }

  /** How many of the bytes just read may be the start of a needle. */
  int begun(int state) {
    return depth[state];
  }

  /** The length of the longest needle that ends here; 0 when none does. */
  int found(int state) {
    return longest[state];
  }
}
