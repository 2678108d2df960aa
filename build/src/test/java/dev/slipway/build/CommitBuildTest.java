package dev.slipway.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;

/** Builds of what a repository holds, whatever its work tree looks like. */
final class CommitBuildTest {
  @Test
  void aCommitIsBuiltFromTheRepositoryAlone() throws Exception {
    try (var builds = new TestingBuilds()) {
      builds.with("app/a", "first").with("app/.slipwayignore", "notes/\n").with("app/notes/x", "");
      try (var git = Git.init().setDirectory(builds.source.toFile()).call()) {
        git.add().addFilepattern(".").call();
        var commit =
            git.commit().setSign(false).setMessage("one").setAuthor("a", "a@b.example").call();
        builds.with("app/a", "changed since").with("app/untracked", "");

        var source = new Source.Commit(builds.source, "HEAD", "app");
        var request = TestingBuilds.request(source, "find . -type f | sort", TestingBuilds.SMALL);
        var built = builds.builder.build(request, builds);

        assertThat(built.commit()).isEqualTo(commit.getName());
        assertThat(builds.lines).containsExactly("./.slipwayignore", "./a");
        assertThat(built.artefact().folder().resolve("a")).hasContent("first");
      }
    }
  }

  @Test
  void aRevisionThatIsNotThereIsToldSo() throws Exception {
    try (var builds = new TestingBuilds().with("a", "1");
        var git = Git.init().setDirectory(builds.source.toFile()).call()) {
      git.add().addFilepattern(".").call();
      git.commit().setSign(false).setMessage("one").setAuthor("a", "a@b.example").call();
      var source = new Source.Commit(builds.source, "v9", "");
      var request = TestingBuilds.request(source, "true", TestingBuilds.SMALL);
      assertThatThrownBy(() -> builds.builder.build(request, builds))
          .hasMessageStartingWith("SLIP-7101 " + builds.source + ": v9 isn't there");
    }
  }
}
