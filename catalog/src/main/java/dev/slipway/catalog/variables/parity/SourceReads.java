package dev.slipway.catalog.variables.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds where a service's source reads its variables, in the words of six languages. */
public final class SourceReads {
  private static final Set<String> SKIPPED =
      Set.of("node_modules", ".git", "target", "build", "dist", ".next", "venv", ".venv", "vendor");
  private static final Pattern SOURCE =
      Pattern.compile(".*\\.(js|mjs|cjs|ts|tsx|jsx|py|rb|go|java|kt|php|rs|prisma|vue|svelte)");
  private static final String NAME = "([A-Z][A-Z0-9_]{1,80})";
  private static final Pattern READ =
      Pattern.compile(
          "process\\.env\\."
              + NAME
              + "\\b"
              + "|process\\.env\\[['\"]"
              + NAME
              + "['\"]\\]"
              + "|import\\.meta\\.env\\."
              + NAME
              + "\\b"
              + "|os\\.environ(?:\\.get\\(|\\[)\\s*['\"]"
              + NAME
              + "['\"]"
              + "|os\\.getenv\\(\\s*['\"]"
              + NAME
              + "['\"]"
              + "|System\\.getenv\\(\\s*\""
              + NAME
              + "\""
              + "|ENV(?:\\.fetch\\(|\\[)\\s*['\"]"
              + NAME
              + "['\"]"
              + "|os\\.(?:Getenv|LookupEnv)\\(\\s*\""
              + NAME
              + "\""
              + "|\\benv(?:::var)?\\(\\s*['\"]"
              + NAME
              + "['\"]"
              + "|getenv\\(\\s*['\"]"
              + NAME
              + "['\"]");
  private static final long LARGEST_FILE = 1 << 20;

  private SourceReads() {}

  /** Each name once for the service, with the first file that reads it. */
  public static List<ReadName> in(Path source, String service) {
    var reads = new ArrayList<ReadName>();
    var seen = new HashSet<String>();
    try {
      Files.walkFileTree(
          source,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              var name = folder.getFileName();
              return name != null && !folder.equals(source) && SKIPPED.contains(name.toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (attributes.size() <= LARGEST_FILE && SOURCE.matcher(file.toString()).matches()) {
                collect(file, service, seen, reads);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reads;
  }

  private static void collect(Path file, String service, Set<String> seen, List<ReadName> reads)
      throws IOException {
    try {
      var match = READ.matcher(Files.readString(file));
      while (match.find()) {
        for (var group = 1; group <= match.groupCount(); group++) {
          var name = match.group(group);
          if (name != null && seen.add(name)) {
            reads.add(new ReadName(service, name, String.valueOf(file.getFileName())));
          }
        }
      }
    } catch (MalformedInputException notText) {
      // A binary file with a source's name reads nothing that we could tell.
      return;
    }
  }
}
