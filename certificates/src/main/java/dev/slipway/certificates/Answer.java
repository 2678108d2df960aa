package dev.slipway.certificates;

import java.util.List;

/**
 * What an authority must find to believe that a name is ours.
 *
 * @param name the token, the host, or the record, as the way has it; never with a space in it
 * @param value the key authorization, or its digest; never with a space in it
 */
public record Answer(Way way, String name, String value) {
  String line() {
    return way.word() + " " + name + " " + value;
  }

  static List<Answer> read(String lines) {
    return lines.lines().map(Answer::ofLine).toList();
  }

  private static Answer ofLine(String line) {
    var words = line.split(" ", 3);
    return new Answer(Way.of(words[0]).orElseThrow(), words[1], words[2]);
  }
}
