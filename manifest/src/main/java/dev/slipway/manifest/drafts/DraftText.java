package dev.slipway.manifest.drafts;

import dev.slipway.manifest.tree.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a draft as YAML that reads back to it: commented, and the same bytes each time. */
public final class DraftText {
  private static final List<String> ORDER =
      List.of(
          "app",
          "description",
          "services",
          "databases",
          "redis",
          "buckets",
          "mail",
          "groups",
          "jobs",
          "checks",
          "environments",
          "preview",
          "notices",
          "alerts",
          "probes");
  private static final int SHORT_LIST = 70;

  private final Draft draft;
  private final StringBuilder out = new StringBuilder();

  private DraftText(Draft draft) {
    this.draft = draft;
  }

  public static String of(Draft draft) {
    var text = new DraftText(draft);
    var first = true;
    for (var key : ORDER) {
      var value = draft.root().get(key);
      if (value == null || (value instanceof Map<?, ?> map && map.isEmpty())) {
        continue;
      }
      if (!first && value instanceof Map) {
        text.out.append('\n');
      }
      text.entry(key, value, key, 0);
      first = false;
    }
    return text.out.toString();
  }

  private void mapping(Map<?, ?> mapping, String path, int indent) {
    mapping.forEach((key, value) -> entry(key.toString(), value, path + "." + key, indent));
  }

  private void entry(String key, Object value, String path, int indent) {
    var margin = " ".repeat(indent);
    draft
        .commentAt(path)
        .ifPresent(
            comment -> out.append(margin).append("# ").append(oneLine(comment)).append('\n'));
    out.append(margin).append(YamlScalar.write(key)).append(':');
    switch (value) {
      case Map<?, ?> map when map.isEmpty() -> out.append(" {}\n");
      case Map<?, ?> map when isSmall(map) -> out.append(' ').append(flow(map)).append('\n');
      case Map<?, ?> map -> {
        out.append('\n');
        mapping(map, path, indent + 2);
      }
      case List<?> list -> list(list, indent);
      default -> out.append(' ').append(scalar(value)).append('\n');
    }
  }

  private void list(List<?> list, int indent) {
    var texts = list.stream().map(DraftText::scalar).toList();
    var line = "[" + String.join(", ", texts) + "]";
    var isFlow =
        line.length() <= SHORT_LIST
            && texts.stream().noneMatch(text -> text.matches(".*[,\\[\\]{}#\"'].*"));
    if (isFlow) {
      out.append(' ').append(line).append('\n');
      return;
    }
    out.append('\n');
    texts.forEach(
        text -> out.append(" ".repeat(indent + 2)).append("- ").append(text).append('\n'));
  }

  /** { secret: true } reads better on one line. */
  private static boolean isSmall(Map<?, ?> map) {
    return map.size() == 1
        && map.values().stream()
            .allMatch(value -> value instanceof Boolean || value instanceof Integer)
        && map.keySet().stream().allMatch(key -> List.of("secret", "generate").contains(key));
  }

  private static String flow(Map<?, ?> map) {
    return map.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + scalar(entry.getValue()))
        .collect(Collectors.joining(", ", "{ ", " }"));
  }

  private static String scalar(Object value) {
    return value instanceof String text ? YamlScalar.write(text) : value.toString();
  }

  private static String oneLine(String comment) {
    return CommentText.of(comment);
  }
}
