package dev.slipway.edge.proxy;

/** A client's connection, as far as the worker minds. */
interface Connection {
  /** The edge is about to end: finish what is running and go. */
  void drain();

  /** Nobody else will answer: a connection without work has nothing to wait for. */
  void closeUnused();
}
