package dev.slipway.server;

import dev.slipway.protocol.home.DataDirectory;
import java.time.Instant;

/** What the control plane knows of itself. */
final class Self {
  private final String version;
  private final Instant startedAt;
  private final DataDirectory directory;
  private final String store;
  private volatile String url = "";

  Self(String version, Instant startedAt, DataDirectory directory, String store) {
    this.version = version;
    this.startedAt = startedAt;
    this.directory = directory;
    this.store = store;
  }

  /** Told once, when the port is known. */
  void listensOn(String url) {
    this.url = url;
  }

  String url() {
    return url;
  }

  String version() {
    return version;
  }

  Instant startedAt() {
    return startedAt;
  }

  DataDirectory directory() {
    return directory;
  }

  String store() {
    return store;
  }
}
