package dev.slipway.api.alert;

import dev.slipway.api.ApiServer;
import dev.slipway.kit.Problem;
import dev.slipway.watch.probe.HeartbeatBook;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Where an outside job says that it lives, with any method and without a login: the secret is in
 * the path. Who guesses is held to a few tries a second, and holds up nobody whose secret is known.
 */
public final class HeartbeatDoor implements ApiServer.Beside {
  /** Below what belongs to no application. */
  public static final String PATH = "/-/heartbeat/";

  private static final Pattern SECRET = Pattern.compile("[0-9a-f]{40}");
  private static final int TRIES_A_SECOND = 20;
  private static final int MOST_KNOWN = 10_000;

  private final HeartbeatBook book;
  private final ApiServer.Beside others;
  private final InstantSource clock;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private long second;
  private int tries;

  /**
   * @param others what answers everything else
   */
  public HeartbeatDoor(HeartbeatBook book, ApiServer.Beside others, InstantSource clock) {
    this.book = book;
    this.others = others;
    this.clock = clock;
  }

  @Override
  public void mount(HttpRouting.Builder routing) {
    routing.any(PATH + "{secret}", this::called);
    others.mount(routing);
  }

  private void called(ServerRequest request, ServerResponse answer) {
    var secret = request.path().pathParameters().get("secret");
    if (!known.contains(secret)) {
      demandPatience();
    }
    if (!SECRET.matcher(secret).matches() || !book.called(secret)) {
      throw Problem.of(
              Problem.Kind.NOT_FOUND,
              "SLIP-7814",
              "no heartbeat is waited for at this address",
              "slipway alerts probes APP ENVIRONMENT shows the addresses")
          .exception();
    }
    if (known.size() < MOST_KNOWN) {
      known.add(secret);
    }
    answer.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    answer.header(HeaderNames.CACHE_CONTROL, "no-store");
    answer.send("ok\n");
  }

  private synchronized void demandPatience() {
    var now = clock.instant().getEpochSecond();
    tries = now == second ? tries + 1 : 1;
    second = now;
    if (tries > TRIES_A_SECOND) {
      throw Problem.of(
              Problem.Kind.TOO_MANY,
              "SLIP-7815",
              "heartbeats of unknown addresses are called too often",
              "wait a second, then call again")
          .exception();
    }
  }
}
