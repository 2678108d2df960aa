package dev.slipway.operations;

import dev.slipway.postmaster.Trees;
import dev.slipway.store.StoreAddress;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * How a {@link CrashWorker} is started. A thousand of them are, so their classes come from an
 * archive that one of them made: a virtual machine archives jars alone, so folders are packed
 * first.
 */
final class WorkerProgram {
  private static final List<String> LEAN =
      List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xlog:cds=off");

  private final String classPath;
  private final Path archive;

  private WorkerProgram(String classPath, Path archive) {
    this.classPath = classPath;
    this.archive = archive;
  }

  private static final class Shared {
    static final WorkerProgram PROGRAM = prepare();
  }

  static WorkerProgram shared() {
    return Shared.PROGRAM;
  }

  private static WorkerProgram prepare() {
    try {
      var folder = Files.createTempDirectory("slipway-worker");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      var parts = new ArrayList<String>();
      for (var part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        if (Files.isDirectory(Path.of(part))) {
          parts.add(pack(Path.of(part), folder.resolve(parts.size() + ".jar")));
        } else if (part.endsWith(".jar")) {
          parts.add(part);
        }
      }
      return new WorkerProgram(
          String.join(File.pathSeparator, parts), folder.resolve("classes.jsa"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try {
      Trees.delete(folder);
    } catch (IOException e) {
      System.getLogger(WorkerProgram.class.getName())
          .log(System.Logger.Level.WARNING, folder + " was not removed", e);
    }
  }

  private static String pack(Path classes, Path jar) throws IOException {
    try (var files = Files.walk(classes);
        var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return jar.toString();
  }

  /** A worker on the store; arguments as in {@link CrashWorker}. */
  List<String> command(StoreAddress store, String url, List<String> more) throws IOException {
    if (archive(store)) {
      return command("-XX:SharedArchiveFile=" + archive, store, url, more);
    }
    return command("-Xshare:auto", store, url, more);
  }

  /** Whether there is one; without it workers start as well, only later. */
  private synchronized boolean archive(StoreAddress store) throws IOException {
    if (!Files.exists(archive)) {
      var training =
          new ProcessBuilder(
                  command(
                      "-XX:ArchiveClassesAtExit=" + archive,
                      store,
                      store.jdbcUrl(),
                      List.of("trainee", CrashWorker.TRAINING)))
              .redirectErrorStream(true)
              .redirectOutput(archive.resolveSibling("training.log").toFile())
              .start();
      try {
        training.waitFor();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return Files.exists(archive);
  }

  private List<String> command(
      String option, StoreAddress store, String url, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(LEAN);
    command.addAll(
        List.of(
            option,
            "-cp",
            classPath,
            CrashWorker.class.getName(),
            url,
            store.user(),
            store.password()));
    command.addAll(arguments);
    return command;
  }
}
