package dev.slipway.manifest.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML into a tree. Bounded in depth and in values, so that no file can make it run long or
 * use much memory: a bomb of aliases is counted as what it stands for.
 */
public final class YamlTree {
  /** What to do with anchors and aliases. */
  public enum Anchors {
    /** In our own file: what is written once is read once, and shows its place. */
    REFUSED,
    /** In other platforms' files, where people use them. */
    EXPANDED
  }

  private final Iterator<Event> events;
  private final YamlAnchors anchors;
  private final Consumer<Mistake> mistakes;
  private final String file;
  private final Map<Place, String> tags = new HashMap<>();
  private final YamlBudget budget = new YamlBudget();

  private YamlTree(
      Iterator<Event> events, Anchors anchors, Consumer<Mistake> mistakes, String file) {
    this.events = events;
    this.anchors = new YamlAnchors(anchors, mistakes);
    this.mistakes = mistakes;
    this.file = file;
  }

  /**
   * Reads the one document of the text; an empty text is an empty mapping.
   *
   * @param mistakes told what is wrong but does not end the reading, such as a key that stands
   *     twice
   */
  public static Node read(String text, Anchors anchors, Consumer<Mistake> mistakes)
      throws TreeException {
    return read("", text, anchors, mistakes).root();
  }

  /**
   * Another platform's file, whose values know its name.
   *
   * @param tags what stands before values, such as {@code !reset}
   */
  public record Tagged(Node root, Map<Place, String> tags) {}

  /** Reads a file that will be laid over others, or have others laid over it. */
  public static Tagged readTagged(String file, String text) throws TreeException {
    return read(file, text, Anchors.EXPANDED, mistake -> {});
  }

  private static Tagged read(String file, String text, Anchors anchors, Consumer<Mistake> mistakes)
      throws TreeException {
    var settings = LoadSettings.builder().setCodePointLimit(SourceText.MOST_BYTES).build();
    try {
      var events = new Parse(settings).parseString(text).iterator();
      var tree = new YamlTree(events, anchors, mistakes, file);
      return new Tagged(tree.document(), tree.tags);
    } catch (MarkedYamlEngineException e) {
      throw YamlSyntax.explain(e, text);
    } catch (YamlEngineException e) {
      throw new TreeException(
          Place.START, "SLIP-1002", "the file is not YAML: " + e.getMessage(), "correct it");
    } catch (StackOverflowError e) {
      throw YamlBudget.tooDeep(Place.START);
    }
  }

  private Node document() throws TreeException {
    events.next(); // start of the stream
    var first = events.next();
    if (first.getEventId() == Event.ID.StreamEnd) {
      return Node.Mapping.empty(Place.START);
    }
    var root = node(events.next(), "", 0);
    events.next(); // end of the document
    var next = events.next();
    if (next.getEventId() != Event.ID.StreamEnd) {
      throw new TreeException(
          place(next, ""),
          "SLIP-1003",
          "a second document starts here",
          "keep one document: remove the ---");
    }
    return root;
  }

  private Node node(Event event, String path, int depth) throws TreeException {
    var place = place(event, path);
    YamlBudget.allowDepth(place, depth);
    budget.count(place, 1);
    if (event instanceof AliasEvent alias) {
      var anchored = anchors.resolve(alias, place);
      budget.count(place, anchored.weight());
      return anchored.node();
    }
    var anchor = anchors.nameOf(event, place);
    tagOf(event).ifPresent(tag -> tag(tag, place));
    var before = budget.values();
    var node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar, place);
          case SequenceStartEvent start -> sequence(place, depth);
          case MappingStartEvent start -> mapping(place, depth);
          default -> throw new IllegalStateException("no value starts with " + event);
        };
    anchor.ifPresent(name -> anchors.keep(name, node, budget.values() - before + 1));
    return node;
  }

  private static Optional<String> tagOf(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag();
      case CollectionStartEvent start -> start.getTag();
      default -> Optional.empty();
    };
  }

  private void tag(String tag, Place place) {
    if (anchors.areExpanded()) {
      tags.put(place, tag);
    } else {
      mistakes.accept(Lookalikes.tag(tag, place));
    }
  }

  private Node scalar(ScalarEvent scalar, Place place) {
    var isPlain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    if (isPlain && !anchors.areExpanded()) {
      Lookalikes.quotes(scalar.getValue(), place).ifPresent(mistakes);
    }
    return new Node.Scalar(place, scalar.getValue(), isPlain);
  }

  private Node sequence(Place place, int depth) throws TreeException {
    var items = new ArrayList<Node>();
    for (var event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(node(event, Place.under(place.path(), items.size()), depth + 1));
    }
    return new Node.Sequence(place, items);
  }

  private Node mapping(Place place, int depth) throws TreeException {
    var entries = new LinkedHashMap<String, Node.Entry>();
    var merged = new ArrayList<Node>();
    for (var event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      var keyPlace = place(event, place.path());
      if (!(event instanceof ScalarEvent key)) {
        throw Lookalikes.noKey(keyPlace);
      }
      var path = Place.under(place.path(), key.getValue());
      Lookalikes.space(key.getValue(), keyPlace).ifPresent(mistakes);
      var value = node(events.next(), path, depth + 1);
      if (anchors.areExpanded() && key.getValue().equals("<<")) {
        merged.add(value);
        continue;
      }
      var first = entries.put(key.getValue(), new Node.Entry(place(event, path), value));
      if (first != null) {
        mistakes.accept(
            Mistake.of(
                place(event, path),
                "SLIP-1004",
                "the key stands twice, first in line " + first.keyPlace().line(),
                "remove one of the two, or join them"));
      }
    }
    merged.forEach(node -> YamlAnchors.mergeInto(entries, node));
    return new Node.Mapping(place, entries);
  }

  private Place place(Event event, String path) {
    return event
        .getStartMark()
        .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1, path, file))
        .orElse(new Place(1, 1, path, file));
  }
}
