package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Shorthand;
import dev.slipway.manifest.binding.Within;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What must be true before a release comes into an environment. */
public record Promotion(
    @Doc("the environment that it must have run in") @Is(Format.NAME) @Shorthand @Aka({"after"})
        Optional<String> from,
    @Doc("how long it must have run there without an alarm") @Aka({"soak-time", "bake"})
        Optional<Duration> soak,
    @Doc("commands that must end with 0") @Aka({"test", "run", "ci"}) List<String> tests,
    @Doc("requests a second that it must stand there, with the latency limit of its strategy")
        @Within(least = 1, greatest = 1_000_000)
        @Aka({"load-test", "rps"})
        Optional<Integer> load,
    @Doc("whether a backup must have been restored and looked at")
        @Default("false")
        @Aka({"verified-backup"})
        boolean backup,
    @Doc("whether a way back must be open") @Default("false") @Aka({"rollback-plan"})
        boolean rollback,
    @Doc("whether warnings of the parity check refuse it") @Default("false") boolean parity,
    @Doc("what a hotfix may go without: from, checks, soak, tests, load, backup, rollback, parity")
        @Default("[from, checks, soak, load]")
        @Aka({"hotfix-skips", "skippable"})
        List<PromotionPart> hotfix) {

  /** Whether anything at all is asked of a release. */
  public boolean asksAnything() {
    return from.isPresent()
        || soak.isPresent()
        || !tests.isEmpty()
        || load.isPresent()
        || backup
        || rollback
        || parity;
  }
}
