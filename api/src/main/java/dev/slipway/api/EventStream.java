package dev.slipway.api;

import java.io.IOException;

/** A live answer: server-sent events, written as they happen until the client goes. */
@FunctionalInterface
public interface EventStream {
  /** Writes events until there are no more; an IOException from the sink means the client left. */
  void writeTo(Sink sink) throws IOException, InterruptedException;

  /** Where events go. */
  interface Sink {
    /**
     * @param id the number that a client sends back to resume after it
     */
    void event(String id, String name, Object data) throws IOException;

    /** Keeps the connection open through proxies while nothing happens. */
    void heartbeat() throws IOException;
  }
}
