package dev.slipway.runtime.contract;

import dev.slipway.kit.Durations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Asks one HTTP question over a plain socket. Written out because a probe must be cheap, must tell
 * refused from silent from garbled, and must never follow a redirect to somebody else.
 */
final class ProbeClient {
  private static final int PATIENCE_MILLIS = 2_000;
  private static final int ENOUGH = 2_048;

  ProbeAnswer ask(Instance instance, HealthQuestion question) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the probe was called off");
    }
    return switch (question) {
      case HealthQuestion.Http http -> get(instance.address(), http);
      case HealthQuestion.Port _ -> connect(instance.address());
      case HealthQuestion.Alive alive -> lives(instance.status(), alive);
    };
  }

  private static ProbeAnswer lives(InstanceStatus status, HealthQuestion.Alive alive) {
    return status instanceof InstanceStatus.Running running
            && !running.since().plus(alive.since()).isAfter(Instant.now())
        ? ProbeAnswer.good("alive")
        : ProbeAnswer.none("not alive for long enough");
  }

  private static ProbeAnswer connect(InetSocketAddress address) {
    try (var socket = new Socket()) {
      socket.connect(address, PATIENCE_MILLIS);
      return ProbeAnswer.good("connection accepted");
    } catch (IOException refused) {
      return ProbeAnswer.none("connection refused");
    }
  }

  private static ProbeAnswer get(InetSocketAddress address, HealthQuestion.Http question) {
    try (var socket = new Socket()) {
      socket.connect(address, PATIENCE_MILLIS);
      socket.setSoTimeout(Math.toIntExact(question.timeout().toMillis()));
      socket.getOutputStream().write(question(address, question.path()));
      return answer(head(socket.getInputStream()), question);
    } catch (ConnectException refused) {
      return ProbeAnswer.none("connection refused");
    } catch (SocketTimeoutException silent) {
      return ProbeAnswer.none("no answer within " + Durations.human(question.timeout()));
    } catch (IOException broken) {
      return ProbeAnswer.none("connection broke: " + broken.getMessage());
    }
  }

  private static byte[] question(InetSocketAddress address, String path) {
    return ("GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + address.getHostString()
            + ":"
            + address.getPort()
            + "\r\nUser-Agent: slipway-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The beginning of the answer: enough for the status and the first line of the body. */
  private static String head(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var buffer = new byte[ENOUGH];
    while (bytes.size() < ENOUGH) {
      var read = in.read(buffer);
      if (read < 0) {
        break;
      }
      bytes.write(buffer, 0, read);
      if (bytes.toString(StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 2")) {
        break;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static ProbeAnswer answer(String text, HealthQuestion.Http question) {
    var words = text.lines().findFirst().orElse("").split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/") || !words[1].matches("\\d{3}")) {
      return ProbeAnswer.none(text.isEmpty() ? "closed without an answer" : "not HTTP");
    }
    var body = text.indexOf("\r\n\r\n");
    var status = Integer.parseInt(words[1]);
    return new ProbeAnswer(
        status >= question.least() && status <= question.greatest(),
        status,
        "HTTP " + status,
        body < 0 ? "" : text.substring(body + 4).strip());
  }
}
