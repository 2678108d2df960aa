package dev.slipway.watch.probe;

import dev.slipway.catalog.Deployment;
import dev.slipway.watch.Watched;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Whether a Redis server knows us and answers PING. Its URL is a secret and is told nowhere.
 *
 * @param values a variable's value in what serves; empty where it has none
 */
public record RedisQuestion(BiFunction<Deployment, String, Optional<String>> values) {
  private static final int USUAL_PORT = 6379;
  private static final int LONGEST_LINE = 512;

  Probe.Result ask(Watched watched, String variable) {
    var value = values.apply(watched.serving(), variable);
    if (value.isEmpty()) {
      return new Probe.Result.NotMade(variable + " has no value");
    }
    URI url;
    try {
      url = new URI(value.get().strip());
    } catch (URISyntaxException e) {
      return notAUrl(variable);
    }
    var isSealed = "rediss".equals(url.getScheme());
    if (url.getHost() == null || (!isSealed && !"redis".equals(url.getScheme()))) {
      return notAUrl(variable);
    }
    var host = url.getHost().replaceAll("^\\[|]$", "");
    var port = url.getPort() < 0 ? USUAL_PORT : url.getPort();
    try (var plain = new Socket()) {
      TcpQuestion.connect(plain, host, port);
      try (var socket = isSealed ? sealed(plain, host, port) : plain) {
        return talk(socket, url);
      }
    } catch (SocketTimeoutException e) {
      return new Probe.Result.Failed("no answer within " + Probes.LIMIT.toSeconds() + " s");
    } catch (IOException e) {
      return new Probe.Result.Failed(OwnProbes.why(e));
    }
  }

  private static Probe.Result notAUrl(String variable) {
    return new Probe.Result.NotMade(
        variable + " is not a URL of Redis, as redis://:password@cache.example:6379");
  }

  private static SSLSocket sealed(Socket plain, String host, int port) throws IOException {
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    var socket = (SSLSocket) factory.createSocket(plain, host, port, true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  private static Probe.Result talk(Socket socket, URI url) throws IOException {
    var in = new BufferedInputStream(socket.getInputStream());
    var out = socket.getOutputStream();
    var credentials = credentials(url);
    if (!credentials.isEmpty()) {
      var words = new ArrayList<String>();
      words.add("AUTH");
      words.addAll(credentials);
      var answer = say(in, out, words);
      if (!answer.equals("+OK")) {
        return new Probe.Result.Failed("it refused the password: " + answer);
      }
    }
    var answer = say(in, out, List.of("PING"));
    return answer.equals("+PONG")
        ? new Probe.Result.Passed()
        : new Probe.Result.Failed("PING was answered " + answer);
  }

  /** Nothing, a password, or a user and a password; percent signs are read before the colon is. */
  private static List<String> credentials(URI url) {
    if (url.getRawUserInfo() == null || url.getRawUserInfo().isEmpty()) {
      return List.of();
    }
    var parts = url.getRawUserInfo().split(":", 2);
    var user = decoded(parts[0]);
    if (parts.length == 1) {
      return List.of(user);
    }
    var password = decoded(parts[1]);
    return user.isEmpty() ? List.of(password) : List.of(user, password);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String say(InputStream in, OutputStream out, List<String> words)
      throws IOException {
    var text = new StringBuilder("*" + words.size() + "\r\n");
    for (var word : words) {
      var length = word.getBytes(StandardCharsets.UTF_8).length;
      text.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
    return line(in);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("it closed the connection");
      }
      if (next != '\r' && line.length() < LONGEST_LINE) {
        line.append(next >= ' ' && next < 127 ? (char) next : '?');
      }
      if (line.length() >= LONGEST_LINE) {
        return line.toString();
      }
    }
    return line.toString();
  }
}
