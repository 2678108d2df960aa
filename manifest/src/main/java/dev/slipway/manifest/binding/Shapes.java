package dev.slipway.manifest.binding;

import dev.slipway.manifest.tree.Mistake;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.TreeException;
import dev.slipway.manifest.tree.YamlTree;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the shape that a record's declaration describes. */
public final class Shapes {
  private static final Map<Class<?>, RecordShape> KNOWN = new ConcurrentHashMap<>();

  private Shapes() {}

  public static RecordShape of(Class<? extends Record> type) {
    return record(type);
  }

  private static RecordShape record(Class<?> type) {
    // Not computeIfAbsent: a shape needs the shapes of its components first.
    var known = KNOWN.get(type);
    if (known == null) {
      known = build(type);
      KNOWN.put(type, known);
    }
    return known;
  }

  private static RecordShape build(Class<?> type) {
    var components = Arrays.stream(type.getRecordComponents()).map(Shapes::component).toList();
    return new RecordShape(type, constructor(type), components);
  }

  private static MethodHandle constructor(Class<?> type) {
    var types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return MethodHandles.publicLookup()
          .findConstructor(type, MethodType.methodType(void.class, types))
          .asSpreader(Object[].class, types.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " must be public", e);
    }
  }

  private static Component component(RecordComponent declared) {
    var key = key(declared.getName());
    var type = declared.getGenericType();
    var optional = raw(type) == Optional.class;
    var shape = shape(optional ? argument(type, 0) : type, declared);
    var written = Optional.ofNullable(declared.getAnnotation(Default.class)).map(Default::value);
    var missing =
        whenMissing(shape, written)
            .map(node -> new Component.Missing(node, shape.read(node, new Mistakes())));
    return new Component(key, shape, optional, missing, words(declared, written));
  }

  private static Component.Words words(RecordComponent declared, Optional<String> written) {
    var aka = declared.getAnnotation(Aka.class);
    return new Component.Words(
        Optional.ofNullable(declared.getAnnotation(Doc.class)).map(Doc::value),
        written,
        aka == null ? List.of() : List.of(aka.value()),
        declared.isAnnotationPresent(Shorthand.class));
  }

  /** hasPort is written has-port. */
  private static String key(String component) {
    return component.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** A list or mapping that isn't there is empty. */
  private static Optional<Node> whenMissing(Shape shape, Optional<String> written) {
    if (written.isPresent()) {
      return written.map(Shapes::defaultNode);
    }
    return switch (shape) {
      case ListShape list -> Optional.of(new Node.Sequence(Place.START, List.of()));
      case MapShape map -> Optional.of(Node.Mapping.empty(Place.START));
      case RawShape raw when raw.overridden().isPresent() ->
          Optional.of(Node.Mapping.empty(Place.START));
      default -> Optional.empty();
    };
  }

  private static Node defaultNode(String text) {
    try {
      return YamlTree.read(text, YamlTree.Anchors.REFUSED, Shapes::refuse);
    } catch (TreeException e) {
      throw new IllegalStateException("the default " + text + " is not YAML", e);
    }
  }

  private static void refuse(Mistake mistake) {
    throw new IllegalStateException("a default has a mistake: " + mistake);
  }

  private static Shape shape(Type type, AnnotatedElement declared) {
    var raw = raw(type);
    if (raw == List.class) {
      return new ListShape(shape(argument(type, 0), declared));
    }
    if (raw == Map.class) {
      var keys = declared.getAnnotation(Keys.class);
      return new MapShape(
          keys == null ? Format.NAME : keys.value(), mapValue(argument(type, 1), declared));
    }
    if (raw == Overrides.class) {
      return new RawShape(Optional.of(overridden(argument(type, 0), declared)));
    }
    if (raw == Node.class) {
      return new RawShape(Optional.empty());
    }
    if (raw.isRecord() && !ScalarTypes.isOneValue(raw)) {
      return record(raw);
    }
    if (raw == String.class) {
      var is = declared.getAnnotation(Is.class);
      return new ScalarShape<>(
          ScalarTypes.text(is == null ? Format.TEXT : is.value()), Optional.empty());
    }
    return new ScalarShape<>(
        ScalarTypes.of(raw), Optional.ofNullable(declared.getAnnotation(Within.class)));
  }

  private static Shape overridden(Type type, AnnotatedElement declared) {
    return new MapShape(Format.NAME, mapValue(type, declared));
  }

  /** In a mapping of mappings the inner keys are variables, and the outer ones names. */
  private static Shape mapValue(Type type, AnnotatedElement declared) {
    return raw(type) == Map.class
        ? new MapShape(Format.VARIABLE, shape(argument(type, 1), declared))
        : shape(type, declared);
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> each -> each;
      case ParameterizedType each -> (Class<?>) each.getRawType();
      default -> throw new IllegalStateException("no shape for " + type);
    };
  }
}
