package dev.slipway.protocol.edge;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What answers a request: running instances, files, or another address. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Destination.ToPool.class, name = "pool"),
  @JsonSubTypes.Type(value = Destination.StaticFiles.class, name = "static"),
  @JsonSubTypes.Type(value = Destination.Redirect.class, name = "redirect")
})
public sealed interface Destination {

  /** The instances of the pool of this name. */
  record ToPool(String pool) implements Destination {}

  /**
   * Files below a folder of this machine.
   *
   * @param folder absolute; a release's own folder, which never changes once it is served
   * @param release in figures and logs
   * @param singlePage a path that is no file gets {@code index.html}
   */
  record StaticFiles(String folder, String release, boolean singlePage) implements Destination {}

  /**
   * Another address; the request's path and query are appended.
   *
   * @param to such as {@code https://erp.example}, without a slash at its end
   * @param status 301, 302, 307 or 308
   */
  record Redirect(String to, int status) implements Destination {}
}
