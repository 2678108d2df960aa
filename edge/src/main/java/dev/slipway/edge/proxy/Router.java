package dev.slipway.edge.proxy;

import dev.slipway.edge.gate.Answer;
import dev.slipway.edge.head.RequestHead;
import dev.slipway.edge.pool.CompiledPool;
import dev.slipway.protocol.edge.Destination;
import org.jspecify.annotations.Nullable;

/** Finds who answers a request: a challenge, a site's gate, an instance, a file. */
final class Router {
  private final Worker worker;

  Router(Worker worker) {
    this.worker = worker;
  }

  void route(Exchange exchange, RequestHead request) {
    var challenge = worker.settings().challenges().answer(request);
    if (challenge != null) {
      exchange.answer(challenge);
      return;
    }
    var site = worker.table().site(request.bytes(), request.hostStart(), request.hostEnd());
    if (site == null) {
      exchange.answer(Answer.problem(404, "no application is served under this host name"));
      return;
    }
    var added = exchange.servedBy(site, request);
    var refusal = added.refusal();
    if (refusal == null) {
      var visitor = exchange.client().peer().visitor();
      refusal = site.gate().check(request, visitor, worker.settings().around());
    }
    if (refusal != null) {
      exchange.answer(refusal);
      return;
    }
    var route = site.route(request.path(), request.pathFrom(), request.pathTo());
    if (route == null) {
      exchange.answer(Answer.problem(404, "no route of this application has this path"));
      return;
    }
    switch (route.destination()) {
      case Destination.ToPool _ -> toPool(exchange, request, route.pool(), added);
      case Destination.StaticFiles files -> worker.files().answer(files, request, exchange);
      case Destination.Redirect redirect ->
          exchange.answer(Answer.redirect(redirect.status(), redirect.to() + request.target(), ""));
    }
  }

  private void toPool(
      Exchange exchange, RequestHead request, @Nullable CompiledPool pool, Additions added) {
    if (pool == null) {
      exchange.answer(Answer.problem(503, "the application has no instances"));
      return;
    }
    RequestWriter.write(worker.out(), request, exchange.client().peer(), exchange.asked().trace());
    added.routedTo(pool, request);
    exchange.toPool(pool, worker.copyOut());
  }
}
