package dev.slipway.manifest.model;

/** How the edge speaks to instances. */
public enum Protocol {
  HTTP1,
  HTTP2
}
