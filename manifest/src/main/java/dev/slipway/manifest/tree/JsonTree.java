package dev.slipway.manifest.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads JSON into a tree, leniently: comments and trailing commas are let pass. */
public final class JsonTree {
  private static final int DEEPEST = 60;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private JsonTree() {}

  public static Node read(String text) throws TreeException {
    try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        return Node.Mapping.empty(Place.START);
      }
      return value(parser, "", 0);
    } catch (JacksonException e) {
      var at = e.getLocation();
      var place =
          at == null
              ? Place.START
              : new Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()), "");
      throw new TreeException(
          place,
          "SLIP-1005",
          "the JSON can't be read here: " + e.getOriginalMessage(),
          "correct it");
    }
  }

  private static Node value(JsonParser parser, String path, int depth) throws TreeException {
    var at = parser.currentTokenLocation();
    var place = new Place(at.getLineNr(), at.getColumnNr(), path);
    if (depth > DEEPEST) {
      throw new TreeException(
          place,
          "SLIP-1003",
          "values are nested more than " + DEEPEST + " deep",
          "is it the right file?");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, place, depth);
      case START_ARRAY -> array(parser, place, depth);
      case VALUE_STRING -> new Node.Scalar(place, parser.getString(), false);
      default -> new Node.Scalar(place, parser.getString(), true);
    };
  }

  private static Node object(JsonParser parser, Place place, int depth) throws TreeException {
    var entries = new LinkedHashMap<String, Node.Entry>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var at = parser.currentTokenLocation();
      var name = parser.currentName();
      var path = Place.under(place.path(), name);
      parser.nextToken();
      entries.put(
          name,
          new Node.Entry(
              new Place(at.getLineNr(), at.getColumnNr(), path), value(parser, path, depth + 1)));
    }
    return new Node.Mapping(place, entries);
  }

  private static Node array(JsonParser parser, Place place, int depth) throws TreeException {
    var items = new ArrayList<Node>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, Place.under(place.path(), items.size()), depth + 1));
    }
    return new Node.Sequence(place, items);
  }
}
