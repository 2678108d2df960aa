package dev.slipway.build;

import dev.slipway.kit.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** A source whose files can be read until it is closed. */
record OpenSource(List<SourceFile> files, String commit, AutoCloseable reading)
    implements AutoCloseable {

  static OpenSource of(Source source) throws IOException {
    return switch (source) {
      case Source.Folder folder -> ofFolder(folder);
      case Source.Commit commit -> ofCommit(commit);
    };
  }

  private static OpenSource ofFolder(Source.Folder folder) throws IOException {
    if (!Files.isDirectory(folder.path())) {
      throw Problem.of(
              Problem.Kind.NOT_FOUND,
              "SLIP-7103",
              folder.path() + " is no folder",
              "name the folder that has the source")
          .exception();
    }
    return new OpenSource(FolderFiles.source(folder.path()), "", () -> {});
  }

  private static OpenSource ofCommit(Source.Commit source) throws IOException {
    var commit = CommitFiles.open(source);
    try {
      return new OpenSource(commit.files(), commit.name(), commit);
    } catch (IOException | RuntimeException e) {
      commit.close();
      throw e;
    }
  }

  String digest() throws IOException {
    return Digests.of(files);
  }

  @Override
  public void close() throws IOException {
    try {
      reading.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
