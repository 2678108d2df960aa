package dev.slipway.api;

import dev.slipway.access.Access;
import dev.slipway.access.people.Principal;
import dev.slipway.access.session.SessionLimits;
import dev.slipway.access.testing.TestingSeal;
import dev.slipway.store.Store;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The API on a free port. Without a token one is the owner; tokens of the room count as always. */
public final class TestingApi {
  private static final InstantSource CLOCK = InstantSource.system();

  private TestingApi() {}

  public static Access access(Store store) {
    return new Access(store, CLOCK, new TestingSeal(), SessionLimits.DEFAULT);
  }

  public static ApiServer start(Store store, List<Endpoint> endpoints) {
    return start(store, endpoints, ApiServer.Beside.NOTHING);
  }

  public static ApiServer start(Store store, List<Endpoint> endpoints, ApiServer.Beside beside) {
    var access = access(store);
    access.accounts().localOwner();
    Gate gate =
        (token, address) ->
            token.isEmpty()
                ? Optional.of(Principal.localOwner())
                : access.tokens().authenticate(token, address);
    var setting =
        new ApiServer.Setting(
            new Guard(gate, access.authoriser(), access.audit()),
            new Repeats(store, CLOCK),
            List.of(),
            new Metrics(),
            "1",
            CLOCK);
    return ApiServer.start(setting, endpoints, beside, InetAddress.getLoopbackAddress(), 0);
  }
}
