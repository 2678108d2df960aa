package dev.slipway.checks.http;

import dev.slipway.kit.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests to one target. A request ends within its limit whatever the server does: a slow
 * drip of bytes is cut off as well as silence.
 */
public final class Client implements AutoCloseable {
  /** More of a body is not read: no assertion needs it, and a log page may have no end. */
  private static final int LARGEST_BODY = 4 << 20;

  private final Target target;
  private final CloseableHttpClient http;
  private final ScheduledThreadPoolExecutor limits;

  public Client(Target target) {
    this(target, 64);
  }

  /**
   * @param connections how many are open at most
   */
  public Client(Target target, int connections) {
    this.target = target;
    this.limits = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory());
    limits.setRemoveOnCancelPolicy(true);
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(connections)
                    .setMaxConnPerRoute(connections)
                    .setTlsSocketStrategy(new DefaultClientTlsStrategy(Trust.of(target)))
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.ofSeconds(5))
                            .setValidateAfterInactivity(Timeout.ofMilliseconds(500))
                            .build())
                    .build())
            // What can be unpacked depends on what else is on the class path: plain is asked for.
            .disableContentCompression()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAutomaticRetries()
            .disableAuthCaching()
            .setUserAgent("Slipway-check/1")
            .build();
  }

  public Target target() {
    return target;
  }

  /** Sends it and reads the answer, both within the limit. */
  public Answer send(Request request, Duration limit) throws NoAnswer {
    var prepared = prepared(request, limit);
    var begun = System.nanoTime();
    ScheduledFuture<?> cutOff =
        limits.schedule(prepared::cancel, limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return http.execute(
          new HttpHost(
              target.connect().getScheme(),
              resolved(),
              target.name().getHost(),
              Target.port(target.connect())),
          prepared,
          answer -> read(answer, begun));
    } catch (IOException | IllegalStateException failed) {
      throw new NoAnswer(why(failed, limit, begun), failed);
    } finally {
      cutOff.cancel(false);
    }
  }

  private InetAddress resolved() throws UnknownHostException {
    var address = target.address().getAddress();
    if (address == null) {
      throw new UnknownHostException(target.connect().getHost());
    }
    return address;
  }

  private HttpUriRequestBase prepared(Request request, Duration limit) {
    var prepared = new HttpUriRequestBase(request.method(), target.name().resolve(request.path()));
    prepared.setPath(request.path());
    prepared.setScheme(target.connect().getScheme());
    prepared.setAuthority(new URIAuthority(target.name().getHost(), target.name().getPort()));
    prepared.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(limit))
            .setResponseTimeout(Timeout.of(limit))
            .build());
    if (target.isBehindAnotherName()) {
      // What the edge would say: an application behind a proxy builds its links from these.
      prepared.setHeader("X-Forwarded-Proto", target.name().getScheme());
      prepared.setHeader("X-Forwarded-Host", target.authority());
      prepared.setHeader("X-Forwarded-For", "127.0.0.1");
    }
    target.headers().forEach(prepared::setHeader);
    request.headers().forEach(prepared::setHeader);
    request
        .body()
        .ifPresent(
            body ->
                prepared.setEntity(
                    new StringEntity(
                        body.text(),
                        ContentType.parse(body.type()).withCharset(StandardCharsets.UTF_8))));
    return prepared;
  }

  private static Answer read(ClassicHttpResponse answer, long begun) throws IOException {
    var entity = answer.getEntity();
    byte[] content;
    if (entity == null) {
      content = new byte[0];
    } else {
      try (InputStream stream = entity.getContent()) {
        content = stream.readNBytes(LARGEST_BODY);
      }
    }
    return new Answer(
        answer.getCode(), headers(answer), content, Duration.ofNanos(System.nanoTime() - begun));
  }

  private static Map<String, List<String>> headers(ClassicHttpResponse answer) {
    var headers = new HashMap<String, List<String>>();
    for (var header : answer.getHeaders()) {
      headers
          .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(String.valueOf(header.getValue()));
    }
    return headers;
  }

  private String why(Exception failed, Duration limit, long begun) {
    if (Duration.ofNanos(System.nanoTime() - begun).compareTo(limit) >= 0
        || failed instanceof SocketTimeoutException) {
      return "no whole answer within " + Durations.human(limit);
    }
    return switch (failed) {
      case ConnectTimeoutException timeout -> "no connection within 5 s";
      case ConnectException refused -> "connection refused";
      case UnknownHostException unknown -> target.connect().getHost() + " has no address";
      case SSLException tls -> "TLS failed: " + tls.getMessage();
      case InterruptedIOException stopped -> "it was cancelled";
      default -> "the connection broke: " + failed.getMessage();
    };
  }

  @Override
  public void close() {
    limits.shutdownNow();
    http.close(CloseMode.IMMEDIATE);
  }
}
