package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a service of a compose file is that is built: the application, or a server with additions.
 */
final class BuiltServer {
  private static final Pattern FOREIGN =
      Pattern.compile("mysql|mysql-?server|mariadb|mongo|mongodb|mssql|sqlserver|oracle|cassandra");

  private BuiltServer() {}

  /** Told from the name of what is built, and from ports on which nothing else listens. */
  static Images.Role role(String name, Node.Mapping service) {
    var ports = ports(service);
    if (!ports.stream().allMatch(ServerPorts::isDatabase)) {
      return Images.Role.SERVICE;
    }
    for (var word : words(name, service)) {
      var role = Images.role(word);
      if (role == Images.Role.DATABASE || role == Images.Role.REDIS) {
        return role;
      }
      if (FOREIGN.matcher(word).matches()) {
        return Images.Role.FOREIGN;
      }
    }
    if (ports.isEmpty()) {
      return Images.Role.SERVICE;
    }
    if (ports.stream().allMatch(ServerPorts.POSTGRES::equals)) {
      return Images.Role.DATABASE;
    }
    if (ports.stream().allMatch(ServerPorts.REDIS::equals)) {
      return Images.Role.REDIS;
    }
    return ServerPorts.isForeignDatabase(ports) ? Images.Role.FOREIGN : Images.Role.SERVICE;
  }

  /** The names that say what it is: the service's, the folder's, the image's. */
  private static List<String> words(String name, Node.Mapping service) {
    var words = new ArrayList<String>();
    words.add(name.toLowerCase(Locale.ROOT));
    var build = service.value("build");
    build
        .flatMap(Import::text)
        .or(
            () ->
                build
                    .filter(Node.Mapping.class::isInstance)
                    .flatMap(node -> ((Node.Mapping) node).value("context"))
                    .flatMap(Import::text))
        .map(folder -> folder.replaceFirst("/+$", "").replaceFirst("^.*/", ""))
        .ifPresent(folder -> words.add(folder.toLowerCase(Locale.ROOT)));
    service
        .value("image")
        .flatMap(Import::text)
        .map(image -> Interpolation.of(image).text().replaceFirst("[:@].*$", ""))
        .ifPresent(image -> words.add(image.toLowerCase(Locale.ROOT).replaceFirst("^.*/", "")));
    return words;
  }

  /** The ports inside of the container. */
  private static List<String> ports(Node.Mapping service) {
    var ports = new ArrayList<String>();
    for (var key : List.of("ports", "expose")) {
      if (service.value(key).orElse(null) instanceof Node.Sequence list) {
        list.items().stream()
            .flatMap(
                item ->
                    (item instanceof Node.Mapping mapping
                            ? mapping.value("target").flatMap(Import::text)
                            : Import.text(item))
                        .stream())
            .map(text -> Interpolation.of(text).text())
            .map(text -> text.replaceFirst("/(?:tcp|udp)$", "").replaceFirst("^.*:", ""))
            .forEach(ports::add);
      }
    }
    return ports;
  }
}
