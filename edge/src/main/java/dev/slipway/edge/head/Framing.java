package dev.slipway.edge.head;

/** How a body's end is known. */
public enum Framing {
  /** There is no body. */
  NONE,
  /** After Content-Length bytes. */
  LENGTH,
  /** After the last chunk. */
  CHUNKED,
  /** When the connection ends; answers only. */
  UNTIL_CLOSE
}
