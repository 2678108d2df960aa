package dev.slipway.postgres.s3;

import dev.slipway.postgres.repository.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * A page of a bucket's list.
 *
 * @param next where the next page begins; empty on the last one
 */
record Listing(List<ObjectStore.Entry> entries, Optional<String> next) {
  private static final XMLInputFactory XML = XMLInputFactory.newFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XML.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  /**
   * @param prefix taken off the names
   */
  static Listing parse(byte[] xml, String prefix) throws IOException {
    var entries = new ArrayList<ObjectStore.Entry>();
    var key = "";
    var size = 0L;
    var modified = Instant.EPOCH;
    var next = "";
    var truncated = false;
    try {
      var reader = XML.createXMLStreamReader(new ByteArrayInputStream(xml));
      var text = "";
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> text = "";
          case XMLStreamConstants.CHARACTERS -> text = reader.getText();
          case XMLStreamConstants.END_ELEMENT -> {
            switch (reader.getLocalName()) {
              case "Key" -> key = URLDecoder.decode(text, StandardCharsets.UTF_8);
              case "Size" -> size = Long.parseLong(text.strip());
              case "LastModified" -> modified = Instant.parse(text.strip());
              case "NextContinuationToken" -> next = text;
              case "IsTruncated" -> truncated = text.strip().equals("true");
              case "Contents" ->
                  entries.add(
                      new ObjectStore.Entry(key.substring(prefix.length()), size, modified));
              default -> {
                // Owners and storage classes are nothing to us.
              }
            }
            text = "";
          }
          default -> {
            // Comments and white space.
          }
        }
      }
    } catch (XMLStreamException | RuntimeException e) {
      throw new IOException("the list of objects can't be read: " + e.getMessage(), e);
    }
    if (truncated && next.isEmpty()) {
      throw new IOException("the list of objects goes on, but doesn't say where");
    }
    return new Listing(entries, truncated ? Optional.of(next) : Optional.empty());
  }

  /** The text of an element of a short answer, such as an error's code. */
  static Optional<String> element(String xml, String name) {
    var found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
