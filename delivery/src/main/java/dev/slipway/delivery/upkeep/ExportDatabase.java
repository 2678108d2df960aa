package dev.slipway.delivery.upkeep;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Problem;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.Result;
import dev.slipway.operations.Step;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.export.DataExport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Writes an export into a file that is there whole or not at all. */
public final class ExportDatabase implements OperationType<ExportOrder> {
  private final List<Step<ExportOrder, ?>> steps;

  public ExportDatabase(Tools tools) {
    this.steps = List.of(new WriteExport(tools));
  }

  @Override
  public String name() {
    return "export";
  }

  @Override
  public Class<ExportOrder> input() {
    return ExportOrder.class;
  }

  @Override
  public String target(ExportOrder order) {
    return order.app() + "/" + order.environment();
  }

  @Override
  public boolean changing() {
    return false;
  }

  @Override
  public String title(ExportOrder order) {
    return "export "
        + order.request().tenant().map(tenant -> "tenant " + tenant.key() + " of ").orElse("")
        + order.cluster();
  }

  @Override
  public List<Step<ExportOrder, ?>> steps() {
    return steps;
  }

  static final class WriteExport implements Step<ExportOrder, WriteExport.Written> {
    private final Tools tools;

    WriteExport(Tools tools) {
      this.tools = tools;
    }

    record Written(String file, long rows, long bytes) {}

    @Override
    public String name() {
      return "Export";
    }

    @Override
    public Duration timeout() {
      return Duration.ofHours(24);
    }

    @Override
    public Result<Written> perform(StepContext<ExportOrder> context) throws IOException {
      var order = context.input();
      var name = ClusterName.parse(order.cluster());
      var running =
          tools
              .clusters()
              .running(name)
              .orElseThrow(
                  () ->
                      Problem.of(
                              Problem.Kind.UNAVAILABLE,
                              "SLIP-7684",
                              name + ": does not run, so there is nothing to export",
                              "slipway up starts it")
                          .exception());
      var file = tools.exports().resolve(order.file());
      var aside = aside(file);
      Files.createDirectories(tools.exports());
      var bytes = new AtomicLong();
      var owner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Files.deleteIfExists(aside);
      try (var channel =
          FileChannel.open(
              aside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
        var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        var manifest =
            new DataExport(running.admin(), tools.clock())
                .write(
                    order.request(),
                    new Unclosed(out),
                    more -> {
                      context.checkStop();
                      context.progress(bytes.addAndGet(more), 0, "bytes");
                    });
        out.flush();
        channel.force(true);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        return Result.done(
            new Written(file.toString(), manifest.rows(), channel.size()),
            manifest.rows()
                + " rows of "
                + manifest.tables().size()
                + " tables, "
                + new ByteSize(channel.size()).human()
                + ": "
                + file);
      }
    }

    /** The zip's end is not the file's: that is synced first. */
    private static final class Unclosed extends java.io.FilterOutputStream {
      Unclosed(java.io.OutputStream out) {
        super(out);
      }

      @Override
      public void write(byte[] content, int from, int length) throws IOException {
        out.write(content, from, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    }

    private static Path aside(Path file) {
      return file.resolveSibling(file.getFileName() + ".writing");
    }

    @Override
    public Undone undo(StepContext<ExportOrder> context, Optional<Written> output)
        throws IOException {
      var file = tools.exports().resolve(context.input().file());
      Files.deleteIfExists(aside(file));
      Files.deleteIfExists(file);
      return Undone.with("the file is gone");
    }
  }
}
