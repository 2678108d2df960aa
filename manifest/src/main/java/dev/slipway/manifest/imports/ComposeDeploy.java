package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;

/** The deploy section of a compose file: replicas, limits, how updates go. */
final class ComposeDeploy {
  private final Import into;
  private final String name;

  ComposeDeploy(Import into, String name) {
    this.into = into;
    this.name = name;
  }

  void read(Node deploy) {
    into.each(
        deploy,
        (key, value) -> {
          switch (key) {
            case "replicas" ->
                Import.text(value)
                    .map(text -> Interpolation.of(text).text())
                    .filter(text -> text.matches("\\d{1,2}"))
                    .ifPresentOrElse(
                        text ->
                            into.carry(value, Integer.valueOf(text), "services", name, "replicas"),
                        () -> into.note(value, "not a number from 0 to 99"));
            case "resources" -> into.each(value, this::resources);
            case "update_config" -> into.each(value, this::update);
            case "restart_policy" ->
                into.note(value, "not needed: it is always started again, with growing pauses");
            default -> into.note(value, "a setting of Docker Swarm that Slipway does not have");
          }
        });
  }

  private void resources(String key, Node value) {
    if (!key.equals("limits")) {
      into.note(value, "nothing starts without the memory for it: limits are what counts");
      return;
    }
    into.each(
        value,
        (limit, amount) -> {
          var text = Import.text(amount).map(each -> Interpolation.of(each).text());
          if (limit.equals("memory") && text.flatMap(Commands::size).isPresent()) {
            into.carry(
                amount,
                text.flatMap(Commands::size).get(),
                "services",
                name,
                "resources",
                "memory");
          } else if (limit.equals("cpus")
              && text.filter(each -> each.matches("\\d{1,2}(\\.\\d{1,3})?")).isPresent()) {
            into.carry(amount, text.get(), "services", name, "resources", "cpu");
          } else {
            into.note(amount, "Slipway has no such limit");
          }
        });
  }

  private void update(String key, Node value) {
    var text = Import.text(value).orElse("");
    if (key.equals("parallelism") && text.matches("[1-9]\\d?")) {
      into.carry(value, Integer.valueOf(text), "services", name, "strategy", "parallel");
    } else if (key.equals("order") && text.equals("stop-first")) {
      into.carry(value, "stop-first", "services", name, "strategy", "kind");
    } else {
      into.note(
          value, "not needed: new instances start first, and health decides when the next follows");
    }
  }
}
