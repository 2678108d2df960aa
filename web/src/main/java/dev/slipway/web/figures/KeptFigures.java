package dev.slipway.web.figures;

import dev.slipway.kit.StateFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;

/**
 * The figures in a file, so that a restart loses no more than the minute under way. They are worth
 * looking at and nothing more: a file that can't be read is as good as none.
 */
final class KeptFigures {
  private static final System.Logger LOG = System.getLogger(KeptFigures.class.getName());

  /** Told apart from whatever an earlier or later version writes. */
  private static final int FORMAT = 0x46494731;

  /** More environments than anybody has; 61 minutes of each are 1.2 kB. */
  private static final int MOST = 5_000;

  private final StateFile file;

  KeptFigures(StateFile file) {
    this.file = file;
  }

  /** Takes what was kept, a minute of an environment at a time. */
  interface Taker {
    void take(String environment, long minute, Sum sum);
  }

  synchronized void write(Map<String, Ring> rings) {
    try {
      var bytes = new ByteArrayOutputStream();
      var out = new DataOutputStream(bytes);
      out.writeInt(FORMAT);
      var some = rings.entrySet().stream().limit(MOST).toList();
      out.writeInt(some.size());
      for (var ring : some) {
        var minutes = ring.getValue().minutes();
        out.writeUTF(ring.getKey());
        out.writeInt(minutes.size());
        for (var minute : minutes.entrySet()) {
          out.writeLong(minute.getKey());
          out.writeFloat((float) minute.getValue().requests());
          out.writeFloat((float) minute.getValue().failed());
          out.writeFloat((float) minute.getValue().p95());
        }
      }
      file.write(bytes.toByteArray());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the figures could not be kept", e);
    }
  }

  void read(Taker taker) {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file.path())))) {
      if (in.readInt() != FORMAT) {
        return;
      }
      for (var rings = in.readInt(); rings > 0; rings--) {
        var environment = in.readUTF();
        for (var minutes = in.readInt(); minutes > 0; minutes--) {
          var minute = in.readLong();
          taker.take(environment, minute, new Sum(in.readFloat(), in.readFloat(), in.readFloat()));
        }
      }
    } catch (NoSuchFileException firstStart) {
      // Nothing was kept yet.
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the kept figures can't be read", e);
    }
  }
}
