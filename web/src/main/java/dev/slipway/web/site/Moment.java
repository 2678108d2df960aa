package dev.slipway.web.site;

import dev.slipway.kit.Problem;
import dev.slipway.postgres.restore.RestorePoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody wants to go back to: a time, or the restore point of a release.
 *
 * @param target as a restore takes it
 * @param point the restore point's name
 */
record Moment(String target, Instant at, Optional<String> point) {
  private static final String POINT = "point";
  private static final String AT = "at";

  /** As the address says it. */
  static Moment of(Ask ask, Optional<Plant.Kept> kept) {
    var name = ask.query(POINT);
    if (name.isEmpty()) {
      var time = time(ask.query(AT));
      return new Moment(time.toString(), time, Optional.empty());
    }
    return kept.stream()
        .flatMap(one -> one.points().stream())
        .filter(point -> point.name().equals(name))
        .findFirst()
        .map(point -> new Moment(name, point.at(), Optional.of(name)))
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-8414",
                        "\"" + name + "\" is no restore point of this database",
                        "pick one of its page, or a time")
                    .exception());
  }

  static String query(RestorePoint point) {
    return query(POINT, point.name());
  }

  /** What takes an address to the same moment again. */
  String query() {
    return point.map(name -> query(POINT, name)).orElseGet(() -> query(AT, target));
  }

  private static String query(String name, String value) {
    return "?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static Instant time(String at) {
    try {
      return Instant.parse(at);
    } catch (DateTimeException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8404",
              "at: \"" + at + "\" is not a time",
              "write it as 2026-11-21T14:01:57Z")
          .exception(e);
    }
  }
}
