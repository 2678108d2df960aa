package dev.slipway.operations;

import dev.slipway.operations.journal.StoreTransactions;
import dev.slipway.operations.journal.Transactions;
import dev.slipway.postmaster.Trees;
import dev.slipway.store.Store;
import dev.slipway.store.StoreAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker as a process of its own, to be killed; or one that kills itself at a given record. */
public final class CrashWorker {
  /** Instead of a record to die at: does one operation and ends, for an archive of its classes. */
  static final String TRAINING = "training";

  private CrashWorker() {}

  /**
   * @param arguments url, user, password, name; and, to die by itself, the number of the record of
   *     an operation to die at and "before" or "after"; or {@link #TRAINING}
   */
  public static void main(String[] arguments) throws Exception {
    var address = new StoreAddress(arguments[0], arguments[1], arguments[2]);
    var store = Store.open(address, List.of(Operations.SCHEMA), 8);
    var operations =
        new Operations(store, OperationTypes.of(new CrashType()), InstantSource.system());
    var settings = WorkerSettings.named(arguments[3]);
    Transactions transactions = new StoreTransactions(store, settings.givesUpAfter());
    if (arguments.length > 5) {
      transactions =
          new Deadly(transactions, Integer.parseInt(arguments[4]), arguments[5].equals("before"));
    }
    var worker = new Worker(operations, settings, transactions).start();
    if (arguments.length == 5) {
      train(operations);
      worker.close();
      System.exit(0);
    }
    System.out.println("ready");
    Thread.sleep(Duration.ofHours(10));
  }

  private static void train(Operations operations) throws Exception {
    var folder = Files.createTempDirectory("slipway-trainee");
    var input = new CrashType.Input(folder.toString(), -1, true, 0);
    var number =
        operations.submit(
            new CrashType(), input, TestingOperations.ALICE, WhenBusy.QUEUE, Optional.empty());
    operations.awaitEnd(number, TestingOperations.SOON);
    Trees.delete(folder);
  }

  /** Kills its process with the signal that nothing can catch. */
  private record Deadly(Transactions transactions, int at, boolean before, AtomicInteger records)
      implements Transactions {

    Deadly(Transactions transactions, int at, boolean before) {
      this(transactions, at, before, new AtomicInteger());
    }

    @Override
    public <T> T transact(Store.Work<T> work) {
      var isOfAnOperation = Thread.currentThread().getName().startsWith("operation-");
      var dies = isOfAnOperation && records.getAndIncrement() == at;
      if (dies && before) {
        die();
      }
      T result = transactions.transact(work);
      if (dies) {
        die();
      }
      return result;
    }

    private static void die() {
      try {
        new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
        Thread.sleep(Duration.ofMinutes(1));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
