package dev.slipway.build;

import java.nio.file.Path;

/** Where the source of a build comes from. */
public sealed interface Source {

  /** A folder as it is now, less what .gitignore and .slipwayignore leave out. */
  record Folder(Path path) implements Source {}

  /**
   * What a commit holds, less what its .slipwayignore leaves out.
   *
   * @param repository the folder of a repository, bare or with a work tree
   * @param revision a branch, a tag, or a commit's name
   * @param folder the part of it that is built; empty for all
   */
  record Commit(Path repository, String revision, String folder) implements Source {}
}
