package dev.slipway.postgres.physical;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Runs many tasks on a few threads; the first failure ends all and is thrown. */
public final class Workers {
  private Workers() {}

  /** One piece of the work. */
  @FunctionalInterface
  public interface Task<T> {
    void run(T item) throws IOException;
  }

  public static <T> void each(int threads, Collection<T> items, Task<T> task) throws IOException {
    if (items.isEmpty()) {
      return;
    }
    try (var executor =
        Executors.newFixedThreadPool(
            Math.min(threads, items.size()),
            Thread.ofPlatform().daemon().name("copy-", 0).factory())) {
      var completion = new ExecutorCompletionService<Object>(executor);
      for (var item : items) {
        completion.submit(
            () -> {
              task.run(item);
              return item;
            });
      }
      try {
        for (var i = 0; i < items.size(); i++) {
          completion.take().get();
        }
      } catch (InterruptedException e) {
        executor.shutdownNow();
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while copying");
      } catch (ExecutionException e) {
        executor.shutdownNow();
        throw unwrapped(e.getCause());
      }
    }
  }

  private static IOException unwrapped(@Nullable Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case UncheckedIOException e -> new IOException(e.getMessage(), e);
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> new IOException(cause);
    };
  }
}
