package dev.slipway.cli;

import dev.slipway.kit.ByteSize;
import dev.slipway.protocol.database.BranchList;
import dev.slipway.protocol.database.BranchRequested;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "branch",
    description = "Writable copies of a live database: made, made anew, listed, deleted.",
    footer = {
      "",
      "Example:",
      "  slipway db branch ledger production list",
      "  slipway db branch ledger production create fix-42 --masked --life 8h",
      "  slipway db branch ledger production reset fix-42",
      "  slipway db branch ledger production delete fix-42"
    })
final class DbBranchVerb extends Verb {
  private enum Doing {
    list,
    create,
    reset,
    delete
  }

  @Mixin private DatabaseOptions where = new DatabaseOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "2",
      paramLabel = "VERB",
      arity = "0..1",
      description = "${COMPLETION-CANDIDATES}")
  private Doing doing = Doing.list;

  @Parameters(index = "3", paramLabel = "NAME", arity = "0..1", description = "of the branch")
  private @Nullable String name;

  @Option(
      names = "--masked",
      description = "personal data replaced and proved so; usual where slipway.yaml has rules")
  private boolean masked;

  @Option(names = "--plain", description = "as it is, with everything that is in it")
  private boolean plain;

  @Option(
      names = "--life",
      paramLabel = "TIME",
      description = "after which it goes, such as 8h or 3d (default: 1d)")
  private @Nullable String life;

  DbBranchVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = where.connect()) {
      if (doing == Doing.list) {
        return list(api.get(where.path("/branches"), BranchList.class));
      }
      if (name == null) {
        throw new ParameterException(spec.commandLine(), doing + " needs the branch's NAME");
      }
      var content = masked ? "masked" : plain ? "plain" : null;
      var request = new BranchRequested(name, doing.name(), content, seconds(), "");
      return new DatabaseRun(api, terminal(), where)
          .run(
              "/branches",
              request,
              ordered -> {
                if (doing != Doing.delete) {
                  terminal()
                      .line(
                          "  Open    slipway db psql "
                              + where.words()
                              + " --branch "
                              + ordered.outcome());
                }
              });
    }
  }

  private @Nullable Long seconds() {
    if (life == null) {
      return null;
    }
    return dev.slipway.kit.Durations.parse(life)
        .map(Duration::toSeconds)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "--life: \"" + life + "\" is no time such as 8h or 3d"));
  }

  private int list(BranchList list) {
    if (where.json()) {
      return printJson(list);
    }
    if (list.branches().isEmpty()) {
      terminal().line("No branches. Next: slipway db branch " + where.words() + " create NAME");
    }
    for (var branch : list.branches()) {
      terminal()
          .line(
              String.format(
                  "  %-24s %-8s %-16s %8s  of %s, %s%s%s",
                  branch.name(),
                  branch.kind().equals("restore") ? "restore" : "branch",
                  branch.masking().equals("masked") ? "masked, proven" : "plain",
                  new ByteSize(branch.disk()).human(),
                  branch.source(),
                  branch.at().replaceFirst("\\.\\d+Z$", "Z"),
                  branch.expiresAt() == null ? "" : "  until " + Times.said(branch.expiresAt()),
                  branch.url() == null ? "  down" : "  " + branch.url()));
    }
    return DONE;
  }
}
