package dev.slipway.manifest.binding;

import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.Place;
import java.lang.invoke.MethodHandle;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A mapping whose keys are the components of a record. */
public final class RecordShape implements Shape {
  private final Class<?> type;
  private final MethodHandle constructor;
  private final Map<String, Component> components;
  private final Optional<Component> shorthand;
  private final UnknownKeys unknownKeys;

  RecordShape(Class<?> type, MethodHandle constructor, List<Component> components) {
    this.type = type;
    this.constructor = constructor;
    this.components = new LinkedHashMap<>();
    components.forEach(component -> this.components.put(component.key(), component));
    this.shorthand = components.stream().filter(Component::isShorthand).findFirst();
    this.unknownKeys = new UnknownKeys(components);
  }

  /** The shape of what a key holds. */
  public Shape of(String key) {
    return component(key).shape();
  }

  Component component(String key) {
    return Objects.requireNonNull(components.get(key), () -> type.getSimpleName() + "." + key);
  }

  boolean has(String key) {
    return components.containsKey(key);
  }

  Collection<Component> all() {
    return components.values();
  }

  boolean hasShorthand() {
    return shorthand.isPresent();
  }

  boolean hasAny(Node.Mapping mapping) {
    return mapping.entries().isEmpty() || mapping.entries().keySet().stream().anyMatch(this::has);
  }

  @Override
  public Object read(Node node, Mistakes mistakes) {
    var mapping = asMapping(node, mistakes);
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!components.containsKey(key)) {
                mistakes.add(
                    entry.keyPlace(),
                    "SLIP-1010",
                    "unknown key",
                    RecordGuess.notIndented(mapping, key, this)
                        .orElseGet(() -> unknownKeys.hint(key)));
              }
            });
    var values =
        components.values().stream().map(component -> component.read(mapping, mistakes)).toArray();
    try {
      return (Object) constructor.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("constructors of " + type + " throw nothing checked", e);
    }
  }

  private Node.Mapping asMapping(Node node, Mistakes mistakes) {
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    return switch (normal(node)) {
      case Node.Mapping mapping -> mapping;
      case Node other -> {
        mistakes.add(
            other.place(),
            "SLIP-1012",
            "needs a mapping with keys of its own and has " + other.kind(),
            RecordGuess.meant(other, this)
                .orElse(
                    "write its keys below it, each on a line of its own with a colon: "
                        + String.join(", ", components.keySet())));
        yield Node.Mapping.empty(other.place());
      }
    };
  }

  @Override
  public Node normal(Node node) {
    return switch (node) {
      case Node.Scalar scalar when scalar.isNull() -> Node.Mapping.empty(scalar.place());
      case Node.Mapping mapping -> normalValues(mapping);
      case Node.Sequence list when !shorthandIsList() -> list;
      default ->
          shorthand.<Node>map(component -> normalValues(alone(component.key(), node))).orElse(node);
    };
  }

  private boolean shorthandIsList() {
    return shorthand.filter(component -> component.shape() instanceof ListShape).isPresent();
  }

  private static Node.Mapping alone(String key, Node value) {
    return new Node.Mapping(value.place(), Map.of(key, new Node.Entry(value.place(), value)));
  }

  private Node.Mapping normalValues(Node.Mapping mapping) {
    var normal = new LinkedHashMap<String, Node.Entry>();
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              var component = components.get(key);
              normal.put(
                  key,
                  component == null
                      ? entry
                      : new Node.Entry(entry.keyPlace(), component.shape().normal(entry.value())));
            });
    return new Node.Mapping(mapping.place(), normal);
  }

  @Override
  public Node merge(Node base, Node over) {
    if (type.isAnnotationPresent(Whole.class)
        || !(base instanceof Node.Mapping below)
        || !(over instanceof Node.Mapping above)) {
      return over;
    }
    var merged = new LinkedHashMap<>(below.entries());
    above
        .entries()
        .forEach(
            (key, entry) ->
                merged.merge(key, entry, (first, second) -> mergeEntry(key, first, second)));
    return new Node.Mapping(below.place(), merged);
  }

  private Node.Entry mergeEntry(String key, Node.Entry base, Node.Entry over) {
    var component = components.get(key);
    return component == null
        ? over
        : new Node.Entry(over.keyPlace(), component.shape().merge(base.value(), over.value()));
  }

  /** A mapping with every key that has a value once defaults are filled in, for people to read. */
  public Node.Mapping withDefaults(Node.Mapping mapping) {
    var full = new LinkedHashMap<String, Node.Entry>();
    for (var component : components.values()) {
      component
          .valueOrDefault(mapping)
          .ifPresent(value -> full.put(component.key(), entry(mapping, component, value)));
    }
    return new Node.Mapping(mapping.place(), full);
  }

  private static Node.Entry entry(Node.Mapping mapping, Component component, Node value) {
    var written = mapping.entries().get(component.key());
    return new Node.Entry(
        written == null ? mapping.place() : written.keyPlace(), component.withDefaults(value));
  }

  @Override
  public Map<String, Object> schema(SchemaParts parts, Completeness completeness) {
    var partial = completeness == Completeness.PARTIAL && !type.isAnnotationPresent(Whole.class);
    var name = type.getSimpleName() + (partial ? "Override" : "");
    return parts.reference(
        name, () -> RecordSchema.of(components.values(), shorthand, parts, partial));
  }

  static Place placeOfMissing(Node.Mapping mapping, String key) {
    var place = mapping.place();
    return new Place(place.line(), place.column(), Place.under(place.path(), key));
  }
}
