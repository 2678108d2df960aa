package dev.slipway.api;

import dev.slipway.access.people.Permission;
import dev.slipway.catalog.Apps;
import dev.slipway.catalog.Closures;
import dev.slipway.delivery.maintenance.Doors;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.maintenance.CloseEnvironment;
import dev.slipway.protocol.maintenance.MaintenanceStatus;
import java.util.List;
import java.util.function.BiFunction;

/** Closes environments to their users, and opens them. */
public final class MaintenanceEndpoints {
  private static final String PATH = "/v1/apps/{app}/environments/{environment}/maintenance";

  private final Apps apps;
  private final Doors doors;
  private final BiFunction<String, String, List<String>> urls;

  /**
   * @param urls the addresses of an environment
   */
  public MaintenanceEndpoints(
      Apps apps, Doors doors, BiFunction<String, String, List<String>> urls) {
    this.apps = apps;
    this.doors = doors;
    this.urls = urls;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.get(
                PATH,
                "Whether the environment is closed to its users, and by whom",
                MaintenanceStatus.class,
                this::status)
            .needs(Permission.VIEW, "maintenance.read"),
        Endpoint.put(
                PATH,
                "Closes the environment to its users: wholly, or to what would write",
                CloseEnvironment.class,
                MaintenanceStatus.class,
                this::close)
            .needs(Permission.MAINTAIN, "maintenance.on"),
        Endpoint.delete(
                PATH,
                "Opens the environment; a deployment that needs it closed keeps it so",
                MaintenanceStatus.class,
                this::open)
            .needs(Permission.MAINTAIN, "maintenance.off"));
  }

  private MaintenanceStatus status(Call call) {
    var app = apps.get(call.path("app")).name();
    var environment = call.path("environment");
    var closed = doors.closed(app, environment);
    var link = doors.link(app, environment);
    var reasons =
        closed.stream()
            .map(
                one ->
                    new MaintenanceStatus.Reason(
                        one.holder(),
                        one.mode().word(),
                        one.databases(),
                        one.message(),
                        one.by(),
                        one.at()))
            .toList();
    return new MaintenanceStatus(
        app,
        environment,
        !closed.isEmpty(),
        reasons,
        link.flatMap(
                found ->
                    urls.apply(app, environment).stream()
                        .findFirst()
                        .map(url -> url + found.path()))
            .orElse(null),
        link.map(Doors.Link::until).orElse(null));
  }

  private MaintenanceStatus close(Call call) {
    var asked = call.body(CloseEnvironment.class);
    doors.close(
        apps.get(call.path("app")).name(),
        call.path("environment"),
        new Doors.Wish(
            Closures.PERSON,
            mode(asked.mode()),
            asked.databases(),
            asked.message(),
            call.caller().name()));
    return status(call);
  }

  private MaintenanceStatus open(Call call) {
    doors.open(apps.get(call.path("app")).name(), call.path("environment"), Closures.PERSON);
    return status(call);
  }

  private static Closures.Mode mode(String word) {
    return switch (word) {
      case "full" -> Closures.Mode.FULL;
      case "read-only" -> Closures.Mode.READ_ONLY;
      default ->
          throw Problem.of(
                  Problem.Kind.BAD_INPUT,
                  "SLIP-8531",
                  "mode: \"" + word + "\" is no way to close an environment",
                  "write full or read-only")
              .exception();
    };
  }
}
