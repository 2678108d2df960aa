package dev.slipway.api.variables;

import dev.slipway.catalog.variables.parity.ParityReport;
import dev.slipway.protocol.variables.ParityTable;
import java.util.Locale;

/** The report of a comparison, as it goes over the wire. */
final class ParityTables {
  private ParityTables() {}

  static ParityTable of(ParityReport report) {
    return new ParityTable(
        report.left(),
        report.right(),
        report.errors(),
        report.warnings(),
        report.rows().stream().map(ParityTables::row).toList(),
        report.lines());
  }

  private static ParityTable.Row row(ParityReport.Row row) {
    return new ParityTable.Row(
        row.holder().text(),
        row.name(),
        row.left(),
        row.right(),
        row.findings().stream()
            .map(
                finding ->
                    new ParityTable.Finding(
                        finding.level().name().toLowerCase(Locale.ROOT), finding.text()))
            .toList());
  }
}
