package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A copy of examples/millennium-potters to change, without what npm and Next.js left in it. */
record Potters(Slipway slipway, Path folder) {
  static final String NAME = "millennium-potters";
  private static final Path EXAMPLE = Slipway.ROOT.resolve("examples").resolve(NAME);
  private static final Pattern NODE = Pattern.compile("^v(\\d+\\.\\d+\\.\\d+)$");
  private static final Version LEAST = Version.parse("20.19.0");
  private static final long MINUTES = 10;
  private static final Set<String> MADE = Set.of("node_modules", ".next", "dist", "generated");

  static Potters copied(Slipway slipway) throws IOException {
    var copy = slipway.data().resolveSibling(NAME);
    Files.walkFileTree(
        EXAMPLE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes)
              throws IOException {
            if (MADE.contains(found.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(copy.resolve(EXAMPLE.relativize(found).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, copy.resolve(EXAMPLE.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
    return new Potters(slipway, copy);
  }

  /** Whether this machine has what the build needs: Prisma wants Node 20.19 or later. */
  static boolean canBeBuilt() {
    var version = NODE.matcher(says("node", "--version"));
    return version.find()
        && Version.parse(version.group(1)).compareTo(LEAST) >= 0
        && says("npm", "ping").contains("PONG");
  }

  private static String says(String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException notThere) {
      return "";
    }
  }

  void change(String file, String from, String to) throws IOException {
    var text = Files.readString(folder.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(folder.resolve(file), text.replace(from, to));
  }

  /** As Prisma writes it: a folder of that name with one file. */
  Path migration(String name, String sql) throws IOException {
    var made = Files.createDirectories(folder.resolve("backend/prisma/migrations/" + name));
    return Files.writeString(made.resolve("migration.sql"), sql);
  }

  void withoutMigration(String name) throws IOException {
    var made = folder.resolve("backend/prisma/migrations/" + name);
    Files.delete(made.resolve("migration.sql"));
    Files.delete(made);
  }

  /** Deployed, which has to succeed; the first time npm fetches a few hundred packages. */
  String up() throws Exception {
    var said = slipway.data().resolveSibling("up.log");
    var up = slipway.begin(said, "up", folder.toString());
    var ended = up.waitFor(MINUTES, TimeUnit.MINUTES);
    var out = Files.readString(said);
    assertThat(ended).describedAs(out).isTrue();
    assertThat(up.exitValue()).describedAs(out).isZero();
    return out;
  }

  /** What a verb says of it, which has to succeed. */
  String told(String... words) throws Exception {
    var said = slipway.run(words);
    assertThat(said.exitCode()).describedAs("%s%s", said.out(), said.err()).isZero();
    return said.out();
  }

  /** The password that was made for the users that the checks sign in as. */
  String password() throws Exception {
    var variables =
        told(
            "env",
            "export",
            "development",
            "--app",
            NAME,
            "--service",
            "backend",
            "--show-secrets");
    var line =
        variables
            .lines()
            .filter(one -> one.startsWith("CHECK_PASSWORD="))
            .findFirst()
            .orElseThrow();
    return line.substring(line.indexOf('=') + 1).replaceAll("^[\"']|[\"']$", "");
  }

  /** Where people open it. */
  String url() throws IOException {
    var port = Files.readString(slipway.data().resolve("edge/port.http")).strip();
    return "http://" + NAME + ".localhost:" + port;
  }
}
