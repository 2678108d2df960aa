package dev.slipway.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Style, scripts and icon, each under a path that has the hash of its content. */
public final class Assets {
  private static final String OURS = "/dev/slipway/web/assets/";
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/";

  private final Map<String, Asset> byPath = new LinkedHashMap<>();
  private final Map<String, String> pathByName = new LinkedHashMap<>();

  /** A file as it is sent. */
  public static final class Asset {
    private final String mediaType;
    private final byte[] content;

    private Asset(String mediaType, byte[] content) {
      this.mediaType = mediaType;
      this.content = content;
    }

    public String mediaType() {
      return mediaType;
    }

    public byte[] content() {
      return content.clone();
    }
  }

  public Assets() {
    add("slipway.css", OURS + "slipway.css", "text/css; charset=utf-8");
    add("slipway.js", OURS + "slipway.js", "text/javascript; charset=utf-8");
    add("icon.svg", OURS + "icon.svg", "image/svg+xml");
    add("htmx.js", HTMX + htmxVersion() + "/dist/htmx.min.js", "text/javascript");
  }

  private void add(String name, String resource, String mediaType) {
    try (var stream = Assets.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      var content = stream.readAllBytes();
      var dot = name.lastIndexOf('.');
      var path = Paths.ASSETS + name.substring(0, dot) + "-" + hash(content) + name.substring(dot);
      byPath.put(path, new Asset(mediaType, content));
      pathByName.put(name, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The version stands in the pom; the jar tells it in its own properties. */
  private static String htmxVersion() {
    var properties = new Properties();
    try (var stream =
        Assets.class.getResourceAsStream(
            "/META-INF/maven/org.webjars.npm/htmx.org/pom.properties")) {
      if (stream == null) {
        throw new IllegalStateException("htmx.org is not on the class path");
      }
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static String hash(byte[] content) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is at a path below {@link Paths#ASSETS}. */
  public Optional<Asset> at(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /** Where a file is; the templates ask by its name. */
  public String path(String name) {
    var path = pathByName.get(name);
    if (path == null) {
      throw new IllegalArgumentException("no asset " + name);
    }
    return path;
  }
}
