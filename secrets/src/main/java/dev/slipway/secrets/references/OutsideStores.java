package dev.slipway.secrets.references;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.secrets.SecretValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The stores that this installation is connected to; resolves references, many at once. */
public final class OutsideStores {
  /** Above what any one store allows itself, so that its own word is heard first. */
  private static final int SECONDS = 60;

  private final Map<String, SecretStore> stores = new TreeMap<>();

  public OutsideStores(Collection<? extends SecretStore> stores) {
    stores.forEach(store -> this.stores.put(store.scheme(), store));
  }

  public static OutsideStores none() {
    return new OutsideStores(List.of());
  }

  /** All values, or one Problem that names every reference that could not be read. */
  public Map<SecretReference, SecretValue> resolve(Collection<SecretReference> references) {
    var documents = new LinkedHashMap<SecretReference, Future<SecretDocument>>();
    var values = new LinkedHashMap<SecretReference, SecretValue>();
    var problems = new ArrayList<Problem>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var reference : references) {
        documents.computeIfAbsent(
            reference.document(), document -> threads.submit(fetching(document, reference)));
      }
      for (var reference : references) {
        try {
          var document = await(documents, reference);
          values.put(reference, document.value(reference));
        } catch (ProblemException unread) {
          problems.add(unread.problem());
        }
      }
      threads.shutdownNow();
    }
    if (problems.size() == 1) {
      throw problems.getFirst().exception();
    }
    if (!problems.isEmpty()) {
      throw together(problems, references.size());
    }
    return values;
  }

  private Callable<SecretDocument> fetching(SecretReference document, SecretReference asked) {
    var store = stores.get(document.store());
    return () -> {
      if (store == null) {
        throw Problem.of(
                Problem.Kind.UNAVAILABLE,
                "SLIP-7313",
                asked + ": no " + document.store() + " store is connected",
                "set " + wanted(document.store()) + " where the control plane is started")
            .exception();
      }
      return store.fetch(document);
    };
  }

  private static String wanted(String store) {
    return switch (store) {
      case "vault" -> "VAULT_ADDR and VAULT_TOKEN";
      case "aws" -> "AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
      default -> "its variables";
    };
  }

  private static SecretDocument await(
      Map<SecretReference, Future<SecretDocument>> documents, SecretReference reference) {
    var coming = documents.get(reference.document());
    try {
      if (coming == null) {
        throw new IllegalStateException("never asked for: " + reference);
      }
      return coming.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (TimeoutException tooLong) {
      throw Outside.silent(reference, SECONDS + " s passed").exception(tooLong);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Outside.silent(reference, "reading was cancelled").exception(stopped);
    }
  }

  private static RuntimeException together(List<Problem> problems, int all) {
    var facts = String.join("; ", problems.stream().map(Problem::fact).distinct().toList());
    var hints = String.join(" · ", problems.stream().map(Problem::hint).distinct().toList());
    return Problem.of(
            problems.getFirst().kind(),
            "SLIP-7314",
            problems.size() + " of " + all + " references can't be read: " + facts,
            hints)
        .exception();
  }
}
