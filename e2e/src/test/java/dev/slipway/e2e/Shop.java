package dev.slipway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A small application without a database, of which each release does as it is told. */
final class Shop {
  private final Slipway slipway;
  private final String name;
  private final Path folder;
  private int edition;

  Shop(Slipway slipway, String name) throws IOException {
    this.slipway = slipway;
    this.name = name;
    this.folder = Files.createDirectories(slipway.data().resolveSibling(name));
    try (var source = Shop.class.getResourceAsStream("/shop/Shop.java")) {
      Files.write(folder.resolve("Shop.java"), Objects.requireNonNull(source).readAllBytes());
    }
  }

  String host() {
    return name + ".localhost";
  }

  /** As long as this file is there, an instance that is started ends at once. */
  Path broken() {
    return slipway.data().resolveSibling(name + "-broken");
  }

  Path folder() {
    return folder;
  }

  /**
   * Another release: each is other than the one before.
   *
   * @param failing percent of the invoices; what is no number ends it as soon as it starts
   */
  Slipway.Said deploy(String strategy, String failing) throws Exception {
    return deploy(strategy, failing, "");
  }

  /**
   * @param more what else slipway.yaml says
   */
  Slipway.Said deploy(String strategy, String failing, String more) throws Exception {
    write(strategy, failing, more);
    return slipway.run("up", folder.toString());
  }

  /** What {@code deploy} writes first. */
  void write(String strategy, String failing, String more) {
    edition++;
    var text =
        """
        app: NAME
        services:
          web:
            build: '"$JAVA_HOME/bin/javac" -d out Shop.java'
            start: exec java -Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx32m -cp out Shop
            health: /health
            replicas: 3
            resources: { memory: 96m }
            env:
              RELEASE: ${release}
              FAIL: "PERCENT"
              EDITION: "NUMBER"
              BROKEN: FILE
              WHERE: invoices
              PASS: { secret: true, required: false }
            strategy: STRATEGY
        """
            .replace("NAME", name)
            .replace("FILE", broken().toString())
            .replace("PERCENT", failing)
            .replace("NUMBER", Integer.toString(edition))
            .replace("STRATEGY", strategy);
    try {
      Files.writeString(folder.resolve("slipway.yaml"), text + more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
