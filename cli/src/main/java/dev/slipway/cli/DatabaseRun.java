package dev.slipway.cli;

import dev.slipway.protocol.database.DatabaseOperation;
import dev.slipway.protocol.operation.OperationDetail;
import dev.slipway.protocol.operation.OperationState;

/** Asks for work on a database and follows it to its end. */
record DatabaseRun(ApiClient api, Terminal terminal, DatabaseOptions where) {

  int run(String path, Object request, Ending ending) {
    var ordered = api.post(where.path(path), request, DatabaseOperation.class);
    if (where.json()) {
      return json(ordered);
    }
    terminal.line(ordered.cluster() + "   operation " + ordered.operation());
    var end = new FollowedOperation(api, terminal, ordered.operation()).follow();
    if (end == OperationState.SUCCEEDED) {
      ending.tell(ordered);
      return Verb.DONE;
    }
    terminal.line("  Record  slipway operation show " + ordered.operation());
    return Verb.FAILED;
  }

  /** What is told when it went well. */
  interface Ending {
    void tell(DatabaseOperation ordered);
  }

  private int json(DatabaseOperation ordered) {
    var quiet =
        new Terminal(
            new java.io.PrintWriter(java.io.Writer.nullWriter()), terminal.err(), false, false);
    var end = new FollowedOperation(api, quiet, ordered.operation()).follow();
    var detail = api.get("/v1/operations/" + ordered.operation(), OperationDetail.class);
    terminal.line(dev.slipway.protocol.Json.pretty(detail));
    return end == OperationState.SUCCEEDED ? Verb.DONE : Verb.FAILED;
  }
}
