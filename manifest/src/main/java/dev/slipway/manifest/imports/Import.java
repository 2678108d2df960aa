package dev.slipway.manifest.imports;

import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.drafts.Draft;
import dev.slipway.manifest.drafts.Ledger;
import dev.slipway.manifest.tree.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One file on its way into a draft.
 *
 * @param folder where the file lies, relative to the future slipway.yaml: "." or a path
 * @param service the service that a file about a single one is about
 * @param over files of the kind that are laid over it, in their order
 */
public record Import(
    String file,
    String folder,
    String service,
    Draft draft,
    Ledger ledger,
    List<ForeignFile> over) {
  public Import {
    over = List.copyOf(over);
  }

  /** Puts a value that stands for the node at a path; where another was first, that is noted. */
  boolean carry(Node node, Object value, String... path) {
    var target = String.join(".", path);
    if (draft.put(value, path)) {
      ledger.carried(file, node, target);
      return true;
    }
    ledger.noted(file, node, target + " is said already");
    return false;
  }

  void carried(Node node, String... path) {
    ledger.carried(file, node, String.join(".", path));
  }

  void note(Node node, String reason) {
    ledger.noted(file, node, reason);
  }

  /** Each key of a mapping; anything else is noted. */
  void each(Node node, BiConsumer<String, Node> entry) {
    if (node instanceof Node.Mapping mapping) {
      if (mapping.entries().isEmpty()) {
        note(node, "there is nothing in it");
      }
      mapping.entries().forEach((key, value) -> entry.accept(key, value.value()));
    } else {
      note(node, "keys and values were expected here");
    }
  }

  /** Each item of a list, or the one value. */
  void items(Node node, Consumer<Node> item) {
    if (node instanceof Node.Sequence list) {
      if (list.items().isEmpty()) {
        note(node, "there is nothing in it");
      }
      list.items().forEach(item);
    } else {
      item.accept(node);
    }
  }

  /**
   * A folder that the file names, as seen from the future slipway.yaml; empty if it lies outside.
   */
  Optional<String> inside(String path) {
    var joined = Path.of(folder).resolve(clean(path)).normalize().toString().replace('\\', '/');
    if (joined.isEmpty()) {
      return Optional.of(".");
    }
    return Format.FOLDER.matches(joined) ? Optional.of(joined) : Optional.empty();
  }

  private static String clean(String path) {
    return path.replace("\0", "").replaceFirst("^/+", "./").strip();
  }

  /** The node's text if it is a single value with one. */
  static Optional<String> text(Node node) {
    return node instanceof Node.Scalar scalar && !scalar.isNull() && !scalar.text().isBlank()
        ? Optional.of(scalar.text().strip())
        : Optional.empty();
  }

  /** A folder's name as a service's. */
  public static String nameOf(String folder) {
    return name(folder);
  }

  /** A name as Slipway writes it. */
  static String name(String foreign) {
    return Format.NAME.matches(foreign)
        ? foreign
        : Format.NAME.repair(foreign).orElse("service-" + Integer.toHexString(foreign.hashCode()));
  }
}
