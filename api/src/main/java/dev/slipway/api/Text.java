package dev.slipway.api;

import java.io.IOException;
import java.io.Writer;

/** An answer that isn't JSON and may be long: written as it is made. */
public record Text(String mediaType, Content content) {
  /** Writes the text. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Writer out) throws IOException;
  }
}
