package dev.slipway.server;

import dev.slipway.access.session.Visitor;
import dev.slipway.api.ApiServer;
import dev.slipway.web.Assets;
import dev.slipway.web.Paths;
import dev.slipway.web.SecurityHeaders;
import dev.slipway.web.site.Answer;
import dev.slipway.web.site.Ask;
import dev.slipway.web.site.Site;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Hands what browsers ask for to the pages, and their answers back. */
final class Dashboard implements ApiServer.Beside {
  private static final System.Logger LOG = System.getLogger(Dashboard.class.getName());

  private static final Set<Method> METHODS = Set.of(Method.GET, Method.HEAD, Method.POST);

  private final Site site;
  private final Assets assets;

  Dashboard(Site site, Assets assets) {
    this.site = site;
    this.assets = assets;
  }

  @Override
  public void mount(HttpRouting.Builder routing) {
    routing.get(Paths.ASSETS + "*", this::asset);
    routing.any(this::page);
  }

  private void asset(ServerRequest request, ServerResponse answer) {
    var found = assets.at(request.path().path());
    if (found.isEmpty()) {
      answer.status(Status.NOT_FOUND_404).send();
      return;
    }
    SecurityHeaders.ofAssets().forEach((name, value) -> set(answer, name, value));
    answer.header(HeaderNames.CONTENT_TYPE, found.get().mediaType());
    answer.send(found.get().content());
  }

  private void page(ServerRequest request, ServerResponse answer) {
    var method = request.prologue().method();
    if (!METHODS.contains(method)) {
      refuse(answer, Status.METHOD_NOT_ALLOWED_405);
      return;
    }
    var posts = method.equals(Method.POST);
    if (posts && !FormBody.isForm(request)) {
      refuse(answer, Status.UNSUPPORTED_MEDIA_TYPE_415);
      return;
    }
    var form = posts ? FormBody.read(request) : java.util.Optional.of(FormBody.NONE);
    if (form.isEmpty()) {
      refuse(answer, Status.REQUEST_ENTITY_TOO_LARGE_413);
      return;
    }
    send(request, site.answer(ask(request, form.get())), answer);
  }

  private static Ask ask(ServerRequest request, FormBody form) {
    var query = new HashMap<String, String>();
    for (var name : request.query().names()) {
      query.put(name, request.query().first(name).orElse(""));
    }
    var cookies = new HashMap<String, String>();
    var sent = request.headers().cookies();
    for (var name : sent.names()) {
      cookies.put(name, sent.first(name).orElse(""));
    }
    var posts = request.prologue().method().equals(Method.POST);
    return new Ask(
        posts ? "POST" : "GET",
        request.path().path(),
        Map.copyOf(query),
        form.fields(),
        Map.copyOf(cookies),
        origin(request));
  }

  private static Ask.Origin origin(ServerRequest request) {
    var headers = request.headers();
    var browser = headers.first(HeaderNames.USER_AGENT).orElse("");
    var part =
        headers.first(HeaderNames.create("HX-Request")).isPresent()
            ? Ask.Part.PART
            : Ask.Part.WHOLE;
    return new Ask.Origin(
        new Visitor(request.remotePeer().host(), browser),
        "http://" + headers.first(HeaderNames.HOST).orElse("127.0.0.1"),
        part);
  }

  private static void send(ServerRequest request, Answer page, ServerResponse answer) {
    answer.status(Status.create(page.status()));
    page.headers().forEach((name, value) -> set(answer, name, value));
    if (!page.cookies().isEmpty()) {
      answer.headers().set(HeaderNames.SET_COOKIE, page.cookies());
    }
    if (page.live().isPresent()) {
      stream(page.live().get(), answer);
    } else if (request.prologue().method().equals(Method.HEAD)) {
      answer.send();
    } else {
      answer.send(page.bytes());
    }
  }

  private static void stream(Answer.Live live, ServerResponse answer) {
    try (var out = answer.outputStream()) {
      out.flush();
      for (var next = live.next(); next.isPresent(); next = live.next()) {
        out.write(next.get().getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException | UncheckedIOException browserLeft) {
      // Nobody is there to be told.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.log(System.Logger.Level.DEBUG, "a live page was cut off: we stop");
    }
  }

  private static void refuse(ServerResponse answer, Status status) {
    SecurityHeaders.ofPages().forEach((name, value) -> set(answer, name, value));
    answer.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    answer.status(status).send(status.reasonPhrase());
  }

  private static void set(ServerResponse answer, String name, String value) {
    answer.header(HeaderNames.create(name), value);
  }
}
