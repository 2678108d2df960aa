package dev.slipway.manifest.init;

import dev.slipway.manifest.drafts.Draft;

/** The variables by which frameworks find a database that don't read DATABASE_URL. */
record FrameworkVariables(Draft draft) {
  void put(String framework, String service, String database) {
    switch (framework) {
      case "Spring Boot" -> {
        address("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_", service, database);
        var migrations = draft.text("databases", database, "migrations").orElse("");
        if (migrations.endsWith("db/migration")) {
          variable(service, "SPRING_FLYWAY_ENABLED", "false");
          draft.comment(
              "Slipway applies the migrations before the first instance starts",
              "services",
              service,
              "env",
              "SPRING_FLYWAY_ENABLED");
        }
      }
      case "Quarkus" ->
          address("QUARKUS_DATASOURCE_JDBC_URL", "QUARKUS_DATASOURCE_", service, database);
      default -> {}
    }
  }

  private void address(String url, String prefix, String service, String database) {
    var of = "${databases." + database + ".";
    variable(service, url, "jdbc:postgresql://" + of + "host}:" + of + "port}/" + of + "name}");
    variable(service, prefix + "USERNAME", of + "user}");
    variable(service, prefix + "PASSWORD", of + "password}");
  }

  private void variable(String service, String name, String value) {
    draft.put(value, "services", service, "env", name);
  }
}
