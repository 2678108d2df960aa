package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;

/** How a service of a compose file is reached, and what it waits for. */
final class ComposeLinks {
  private ComposeLinks() {}

  static void port(String name, Node port, Import into) {
    var inside =
        port instanceof Node.Mapping mapping
            ? mapping.value("target").flatMap(Import::text)
            : Import.text(port).map(text -> Interpolation.of(text).text());
    var number =
        inside
            .map(text -> text.replaceFirst("/(?:tcp|udp)$", "").replaceFirst("^.*:", ""))
            .filter(text -> text.matches("\\d{1,5}"));
    if (number.isEmpty()) {
      into.note(port, "no single port inside the container is named");
    } else if (into.draft().has("services", name, "port")) {
      if (into.draft().text("services", name, "port").equals(number)) {
        into.carried(port, "services", name, "port");
      } else {
        into.note(port, "a service has one port for the edge; others are reached from inside only");
      }
    } else {
      into.carry(port, Integer.valueOf(number.get()), "services", name, "port");
    }
  }

  static void needs(String name, Node needs, Import into) {
    if (needs instanceof Node.Mapping) {
      into.each(needs, (service, condition) -> need(name, service, condition, into));
    } else {
      into.items(
          needs,
          item -> need(name, Import.text(item).orElse("").replaceFirst(":.*$", ""), item, into));
    }
  }

  private static void need(String name, String foreign, Node node, Import into) {
    var other = Import.name(foreign);
    if (into.draft().names("services").contains(other) && !other.equals(name)) {
      into.draft().add(other, "services", name, "needs");
      into.carried(node, "services", name, "needs");
    } else if (into.draft().names("databases").contains(other)
        || into.draft().names("redis").contains(other)) {
      into.note(node, "not needed: databases and Redis servers are ready before services start");
    } else {
      into.note(node, "no service of this name is carried over");
    }
  }
}
