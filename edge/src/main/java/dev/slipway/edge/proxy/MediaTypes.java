package dev.slipway.edge.proxy;

import dev.slipway.edge.head.Field;
import dev.slipway.edge.head.HeaderLines;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What files are, and what is worth compressing. */
final class MediaTypes {
  private static final String UNKNOWN = "application/octet-stream";

  private static final Map<String, String> BY_ENDING =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("htm", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("xml", "application/xml"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("md", "text/markdown; charset=utf-8"),
          Map.entry("csv", "text/csv; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("avif", "image/avif"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("ttf", "font/ttf"),
          Map.entry("otf", "font/otf"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("zip", "application/zip"),
          Map.entry("gz", "application/gzip"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("webm", "video/webm"));

  private static final Set<String> COMPRESSIBLE =
      Set.of(
          "application/json",
          "application/manifest+json",
          "application/javascript",
          "application/xml",
          "application/wasm",
          "application/problem+json",
          "application/graphql-response+json",
          "application/ld+json",
          "application/rss+xml",
          "application/atom+xml",
          "image/svg+xml");

  private MediaTypes() {}

  /** The type of a file of this name. */
  static String of(String name) {
    var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_ENDING.getOrDefault(ending, UNKNOWN);
  }

  static boolean compressible(HeaderLines lines) {
    var type = lines.text(Field.CONTENT_TYPE);
    return type != null && compressible(type);
  }

  static boolean compressible(String type) {
    var end = type.indexOf(';');
    var bare = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    // Events are small, flushed one by one, and some clients can't read them compressed.
    return bare.startsWith("text/") && !bare.equals("text/event-stream")
        || COMPRESSIBLE.contains(bare);
  }
}
