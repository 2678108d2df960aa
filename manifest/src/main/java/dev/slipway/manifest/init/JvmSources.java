package dev.slipway.manifest.init;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Spring Boot, Quarkus, and Java without either. */
final class JvmSources {
  private static final Pattern MAIN = Pattern.compile("\\bvoid\\s+main\\s*\\(");
  private static final Pattern PACKAGING_POM =
      Pattern.compile("<packaging>\\s*pom\\s*</packaging>|<modules>");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([A-Za-z0-9_.]+)\\s*;");

  private final SourceFolder sources;

  JvmSources(SourceFolder sources) {
    this.sources = sources;
  }

  Optional<Detected> detect(String folder) {
    var maven = sources.text(folder, "pom.xml");
    var gradle = sources.text(folder, "build.gradle") + sources.text(folder, "build.gradle.kts");
    var uses = maven + gradle;
    if (uses.isBlank()) {
      return plain(folder);
    }
    // What only holds other modules together runs nothing itself.
    var holds =
        PACKAGING_POM.matcher(maven).find()
            || (maven.isBlank() && isGradleRoot(folder) && !sources.has(folder, "src"));
    if (holds) {
      return Optional.empty();
    }
    var build =
        maven.isBlank()
            ? (sources.has(folder, "gradlew") ? "./gradlew" : "gradle") + " build -x test"
            : (sources.has(folder, "mvnw") ? "./mvnw" : "mvn") + " -B -q -DskipTests package";
    var output = maven.isBlank() ? "build" : "target";
    if (uses.contains("quarkus")) {
      var health = Optional.of("/q/health/ready").filter(path -> uses.contains("smallrye-health"));
      var start = "java -Dquarkus.http.port=$PORT -jar " + output + "/quarkus-app/quarkus-run.jar";
      return Optional.of(
          new Detected(
              folder,
              "Quarkus",
              Detected.Settings.web(build, start, health),
              Optional.empty(),
              servers(uses)));
    }
    if (uses.contains("spring-boot")) {
      var health = Optional.of("/actuator/health").filter(path -> uses.contains("actuator"));
      var start =
          "java -jar $(ls "
              + output
              + (maven.isBlank() ? "/libs" : "")
              + "/*.jar | grep -v plain | head -1) --server.port=$PORT";
      return Optional.of(
          new Detected(
              folder,
              "Spring Boot",
              Detected.Settings.web(build, start, health),
              Optional.empty(),
              servers(uses)));
    }
    return main(folder).map(type -> alone(folder, build, type, uses, maven.isBlank()));
  }

  /** A project with a class to start, and what it needs beside it. */
  private Detected alone(String folder, String build, String type, String uses, boolean isGradle) {
    var settings =
        isGradle
            ? Detected.Settings.web(
                build.replace(" build -x test", " installDist"),
                "$(ls build/install/*/bin/* | grep -v .bat | head -1)",
                sources.healthPath(folder, ".java"))
            : Detected.Settings.web(
                build + " dependency:copy-dependencies -DincludeScope=runtime",
                "java -cp 'target/classes:target/dependency/*' " + type,
                sources.healthPath(folder, ".java"));
    return new Detected(folder, "Java", settings, Optional.empty(), servers(uses));
  }

  private boolean isGradleRoot(String folder) {
    return (sources.text(folder, "settings.gradle") + sources.text(folder, "settings.gradle.kts"))
        .contains("include");
  }

  private Optional<Detected> plain(String folder) {
    if (!sources.has(folder, "src")) {
      return Optional.empty();
    }
    return main(folder)
        .map(
            type ->
                new Detected(
                    folder,
                    "Java",
                    Detected.Settings.web(
                        "javac -d out $(find src -name '*.java')",
                        "java -cp out " + type,
                        sources.healthPath(folder, ".java")),
                    Optional.empty(),
                    servers(text(folder))));
  }

  private String text(String folder) {
    return sources.below(folder.equals(".") ? "src" : folder + "/src", ".java").stream()
        .map(sources::text)
        .collect(Collectors.joining("\n"));
  }

  /** The first class that can be started. */
  private Optional<String> main(String folder) {
    var source = folder.equals(".") ? "src" : folder + "/src";
    for (var file : sources.below(source, ".java")) {
      var text = sources.text(file);
      if (MAIN.matcher(text).find()) {
        var name = file.getFileName().toString().replaceFirst("\\.java$", "");
        var inPackage = PACKAGE.matcher(text);
        return Optional.of(inPackage.find() ? inPackage.group(1) + "." + name : name);
      }
    }
    return Optional.empty();
  }

  private static Set<String> servers(String uses) {
    var servers = new LinkedHashSet<String>();
    if (uses.contains("postgresql")) {
      servers.add("postgresql");
    }
    if (uses.contains("redis")) {
      servers.add("redis");
    }
    return servers;
  }
}
