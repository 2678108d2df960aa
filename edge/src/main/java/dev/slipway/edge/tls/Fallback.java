package dev.slipway.edge.tls;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The self-signed certificate, made beside everything else: the edge serves a second earlier for
 * it, and whoever asks before it is there waits for it. What failed is tried again by the next.
 */
final class Fallback {
  private static final Logger LOG = System.getLogger(Fallback.class.getName());

  private final Path state;
  private final InstantSource clock;
  private CompletableFuture<SslContext> made;

  Fallback(Path state, InstantSource clock) {
    this.state = state;
    this.clock = clock;
    this.made = begin();
  }

  synchronized CompletableFuture<SslContext> get() {
    if (made.isCompletedExceptionally()) {
      made = begin();
    }
    return made;
  }

  private CompletableFuture<SslContext> begin() {
    return CompletableFuture.supplyAsync(
        this::make, task -> Thread.ofPlatform().name("self-signed").daemon().start(task));
  }

  private SslContext make() {
    try {
      var own = SelfSigned.in(state, clock);
      return Certificates.context(own.chain(), own.key());
    } catch (IOException e) {
      LOG.log(Level.ERROR, "hosts without a certificate can't be served over TLS", e);
      throw new CompletionException(e);
    }
  }
}
