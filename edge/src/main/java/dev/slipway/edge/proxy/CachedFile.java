package dev.slipway.edge.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A file as it was when it was last looked at; the content of a small one is kept. */
final class CachedFile {
  /** Larger ones are read from disk, which the system keeps in memory as well as we could. */
  static final int LARGEST_KEPT = 256 << 10;

  private final Path path;
  private final String name;
  private final long length;
  private final long modified;
  private final String etag;
  private final String lastModified;
  private final byte[] fields;
  private final @Nullable ByteBuf content;

  private CachedFile(Path path, String name, BasicFileAttributes attributes, String encoding)
      throws IOException {
    this.path = path;
    this.name = name;
    this.length = attributes.size();
    this.modified = attributes.lastModifiedTime().toMillis();
    this.etag =
        "\"" + Long.toHexString(modified) + "-" + Long.toHexString(length) + encoding + "\"";
    this.lastModified =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            attributes.lastModifiedTime().toInstant().atOffset(ZoneOffset.UTC));
    this.fields = fields(encoding).getBytes(StandardCharsets.US_ASCII);
    this.content =
        length > LARGEST_KEPT
            ? null
            : Unpooled.unreleasableBuffer(direct(Files.readAllBytes(path)));
  }

  /** Reads a regular file; {@code encoding} is that of a file that was compressed beforehand. */
  static CachedFile read(Path path, String name, BasicFileAttributes attributes, String encoding)
      throws IOException {
    return new CachedFile(path, name, attributes, encoding);
  }

  private static ByteBuf direct(byte[] bytes) {
    return Unpooled.directBuffer(Math.max(1, bytes.length)).writeBytes(bytes).asReadOnly();
  }

  private String fields(String encoding) {
    return "content-type: %s\r\netag: %s\r\nlast-modified: %s\r\naccept-ranges: bytes\r\n%s"
        .formatted(
            MediaTypes.of(name),
            etag,
            lastModified,
            encoding.isEmpty()
                ? ""
                : "content-encoding: " + encoding + "\r\nvary: accept-encoding\r\n");
  }

  /** Name as it was asked for, without the ending of a compressed one. */
  String name() {
    return name;
  }

  long length() {
    return length;
  }

  String etag() {
    return etag;
  }

  String lastModified() {
    return lastModified;
  }

  byte[] fields() {
    return fields;
  }

  /** Bytes of memory that it takes. */
  long weight() {
    return 1024 + (content == null ? 0 : length);
  }

  boolean isStill(BasicFileAttributes attributes) {
    return attributes.size() == length && attributes.lastModifiedTime().toMillis() == modified;
  }

  Path path() {
    return path;
  }

  /** A part of the content; null when the file has gone. */
  @Nullable BodySource open(long from, long count) {
    if (content != null) {
      return new OnePart(content.slice((int) from, (int) count));
    }
    try {
      return new FileParts(FileChannel.open(path, StandardOpenOption.READ), from, count);
    } catch (IOException e) {
      return null;
    }
  }

  private static final class OnePart implements BodySource {
    private @Nullable ByteBuf part;

    private OnePart(ByteBuf part) {
      this.part = part;
    }

    @Override
    public @Nullable ByteBuf next() {
      var all = part;
      part = null;
      return all;
    }

    @Override
    public boolean isBroken() {
      return false;
    }

    @Override
    public void close() {}
  }
}
