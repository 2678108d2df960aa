package dev.slipway.delivery.upkeep;

import dev.slipway.postgres.export.ExportRequest;

/** What is recorded of a request to export. */
public record ExportOrder(
    String app, String environment, String cluster, ExportRequest request, String file) {}
