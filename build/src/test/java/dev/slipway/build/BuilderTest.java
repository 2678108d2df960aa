package dev.slipway.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.ProblemException;
import dev.slipway.kit.UnprivilegedUser;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.Launch;
import dev.slipway.runtime.contract.Lifetime;
import dev.slipway.runtime.contract.testing.Soon;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BuilderTest {
  @Test
  void whatTheCommandLeavesIsTheArtefact() throws Exception {
    try (var builds = new TestingBuilds().with("a/b.txt", "content").with("run", "#!/bin/sh")) {
      var built = builds.build("mkdir out && cp a/b.txt out/ && echo done && id -u > who");

      assertThat(built.reused()).isFalse();
      assertThat(built.files()).isEqualTo(2);
      assertThat(builds.lines).containsExactly("done");
      assertThat(builds.begun).first().isEqualTo("2 files");
      assertThat(built.artefact().folder().resolve("out/b.txt")).hasContent("content");
      assertThat(built.log()).hasContent("done");
      if (UnprivilegedUser.weAreRoot()) {
        assertThat(Files.readString(built.artefact().folder().resolve("who"))).isNotEqualTo("0\n");
      }
      assertThat(builds.builder.isWhole(built.artefact())).isTrue();
      assertThat(builds.home.resolve("builds/workspaces")).isEmptyDirectory();
      assertThat(builds.runtime.list()).isEmpty();
    }
  }

  @Test
  void theSameSourceIsNotBuiltTwice() throws Exception {
    try (var builds = new TestingBuilds().with("a", "1")) {
      var first = builds.build("date +%N > when");
      var second = builds.build("date +%N > when");
      assertThat(second.reused()).isTrue();
      assertThat(second.artefact()).isEqualTo(first.artefact());
      assertThat(second.took()).isLessThan(Duration.ofSeconds(1));

      assertThat(builds.with("a", "2").build("date +%N > when").reused()).isFalse();
      assertThat(builds.build("date +%N >  when").reused()).isFalse();
    }
  }

  @Test
  void theSameWorkGivesTheSameDigest() throws Exception {
    try (var one = new TestingBuilds().with("a", "1").with("b/c", "2");
        var other = new TestingBuilds().with("b/c", "2").with("a", "1")) {
      var command = "cat a b/c > both; chmod +x both; ln -s both link";
      assertThat(other.build(command).artefact().digest())
          .isEqualTo(one.build(command).artefact().digest());
    }
  }

  @Test
  void anInstanceCannotChangeItsArtefact() throws Exception {
    try (var builds = new TestingBuilds().with("a", "1")) {
      var built = builds.build("ln a second-name; mkdir d");
      var spec =
          InstanceSpec.service(
                  new InstanceId("changes"),
                  built.artefact(),
                  Launch.of("cat second-name; echo x >> a; rm -f d/x a; touch d/x; chmod u+w a"))
              .living(new Lifetime.OneOff(Duration.ofSeconds(20)));
      builds.runtime.start(spec);
      assertThat(builds.runtime.awaitEnd(spec.id(), Duration.ofSeconds(20))).isPresent();
      assertThat(builds.runtime.output(spec.id()).last(1).toString()).contains("ot permitted");
      assertThat(builds.builder.isWhole(built.artefact())).isTrue();
    }
  }

  @Test
  void whatIsIgnoredIsNoSource() throws Exception {
    try (var builds = new TestingBuilds()) {
      builds
          .with(".gitignore", "target/\n*.log\n!keep.log\n")
          .with(".slipwayignore", "docs\n")
          .with("target/x.class", "")
          .with("a.log", "")
          .with("keep.log", "")
          .with("docs/guide", "")
          .with("sub/.gitignore", "!b.log\n/only-here\n")
          .with("sub/b.log", "")
          .with("sub/only-here", "")
          .with("only-here", "")
          .with(".git/config", "");
      var built = builds.build("find . -type f | sort > /dev/stdout");
      assertThat(builds.lines)
          .containsExactly(
              "./.gitignore",
              "./.slipwayignore",
              "./keep.log",
              "./only-here",
              "./sub/.gitignore",
              "./sub/b.log");
      assertThat(builds.with("target/y.class", "new").build("find . -type f | sort > /dev/stdout"))
          .extracting(Built::artefact)
          .isEqualTo(built.artefact());
    }
  }

  @Test
  void aFailingCommandIsToldWithItsLastLines() throws Exception {
    try (var builds = new TestingBuilds().with("a", "1")) {
      assertThatThrownBy(() -> builds.build("echo cannot find symbol; exit 3"))
          .isInstanceOf(ProblemException.class)
          .hasMessage(
              """
              SLIP-7106 test was not built: exit code 3
                Last lines   cannot find symbol
              Hint: run the command yourself in a clean checkout: echo cannot find symbol; exit 3\
              """);
      assertThat(builds.builder.artefacts()).isEmpty();
      assertThatThrownBy(() -> builds.build("no-such-program"))
          .hasMessageContaining("a program that the command calls isn't on this machine");
    }
  }

  @Test
  void aBuildThatIsCalledOffEndsWithItsTree() throws Exception {
    try (var builds = new TestingBuilds().with("a", "1")) {
      var thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      builds.build("(while :; do sleep 0.05; done) & echo running; sleep 600");
                    } catch (InterruptedException e) {
                      builds.lines.add("called off");
                    }
                  });
      Soon.that(() -> "runs", () -> builds.lines.contains("running"));
      thread.interrupt();
      thread.join(Duration.ofSeconds(20));
      assertThat(builds.lines).endsWith("called off");
      assertThat(builds.runtime.list()).isEmpty();
      assertThat(builds.home.resolve("builds/workspaces")).isEmptyDirectory();
    }
  }

  @Test
  void aBuildThatTakesTooLongIsEnded() throws Exception {
    try (var builds = new TestingBuilds().with("a", "1")) {
      var limits =
          new BuildLimits(Duration.ofSeconds(1), ByteSize.ofMebibytes(100), new ByteSize(1));
      var request = TestingBuilds.request(new Source.Folder(builds.source), "sleep 600", limits);
      assertThatThrownBy(() -> builds.builder.build(request, builds))
          .hasMessageContaining("test was not built: stopped at its time limit")
          .hasMessageContaining("Hint: a build may take 1.0 s: let it take longer");
    }
  }

  @Test
  void nothingIsBuiltWithoutTheMemoryForIt() throws Exception {
    try (var builds = new TestingBuilds().with("a", "1")) {
      var limits =
          new BuildLimits(Duration.ofSeconds(1), ByteSize.ofMebibytes(900L << 20), new ByteSize(1));
      var request = TestingBuilds.request(new Source.Folder(builds.source), "true", limits);
      assertThatThrownBy(() -> builds.builder.build(request, builds))
          .hasMessageStartingWith("SLIP-7105 test was not built: ")
          .hasMessageContaining("of memory are free, and it may use " + limits.memory().human());
    }
  }

  @Test
  void filesAreHandedInByVariable() throws Exception {
    try (var builds = new TestingBuilds().with("a", "1")) {
      var jar = Files.writeString(builds.home.resolve("driver.jar"), "bytes");
      var request =
          new BuildRequest(
              "test",
              new Source.Folder(builds.source),
              Optional.of("cp \"$DRIVER\" lib.jar; echo \"$MODE\" > mode"),
              Map.of("MODE", "fast"),
              Map.of("DRIVER", jar),
              TestingBuilds.SMALL);
      var folder = builds.builder.build(request, builds).artefact().folder();
      assertThat(folder.resolve("lib.jar")).hasContent("bytes");
      assertThat(folder.resolve("mode")).hasContent("fast\n");
    }
  }

  @Test
  void onlyWhatIsKeptSurvivesPruning() throws Exception {
    try (var builds = new TestingBuilds().with("a", "1")) {
      var kept = builds.build("true").artefact();
      var other = builds.build("touch b").artefact();
      builds.builder.prune(Set.of(kept.digest()));
      assertThat(builds.builder.artefacts()).containsExactly(kept);
      assertThat(builds.builder.artefact(other.digest())).isEmpty();
      assertThat(builds.build("touch b").reused()).isFalse();
    }
  }

  @Test
  void aFolderThatIsNoneIsRefused() throws Exception {
    try (var builds = new TestingBuilds()) {
      var request =
          TestingBuilds.request(
              new Source.Folder(Path.of("/no/such")), "true", TestingBuilds.SMALL);
      assertThatThrownBy(() -> builds.builder.build(request, builds))
          .hasMessageStartingWith("SLIP-7103 /no/such is no folder");
    }
  }
}
