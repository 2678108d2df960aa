package dev.slipway.cli;

import dev.slipway.protocol.DoctorReport;
import java.util.ArrayList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description = "Looks for what is wrong or soon will be, and names the cause and the fix.",
    footer = {"", "Example:", "  slipway doctor"})
final class DoctorVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  DoctorVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var findings = new ArrayList<>(new MachineChecks(server.directory()).findings());
    if (server.locate().isPresent()) {
      try (var api = server.connect()) {
        findings.addAll(api.get("/v1/doctor", DoctorReport.class).findings());
      }
    } else {
      findings.add(
          DoctorReport.Finding.caution(
              "control plane", "not running on " + server.directory().path(), "slipway up"));
    }
    var report = new DoctorReport(findings);
    if (json) {
      printJson(report);
    } else {
      findings.forEach(this::print);
    }
    return report.healthy() ? DONE : FAILED;
  }

  private void print(DoctorReport.Finding finding) {
    var mark =
        switch (finding.verdict()) {
          case GOOD -> terminal().good("✔");
          case CAUTION -> terminal().caution("▲");
          case BAD -> terminal().bad("✖");
        };
    terminal().line(mark + " " + String.format("%-16s", finding.subject()) + finding.fact());
    if (!finding.hint().isEmpty()) {
      terminal().line("    Hint: " + finding.hint());
    }
  }
}
