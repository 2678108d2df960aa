import io.helidon.webserver.WebServer;
import java.net.InetAddress;

/** The one that Slipway uses. */
final class HelidonPeer {
  public static void main(String[] port) throws Exception {
    WebServer.builder()
        .address(InetAddress.getLoopbackAddress())
        .port(Integer.parseInt(port[0]))
        .routing(
            routing ->
                routing
                    .get(
                        "/json",
                        (request, response) ->
                            response.header("Content-Type", "application/json").send(Answer.json()))
                    .get(
                        "/store",
                        (request, response) ->
                            response
                                .header("Content-Type", "application/json")
                                .send(Answer.afterTheStore())))
        .build()
        .start();
  }
}
