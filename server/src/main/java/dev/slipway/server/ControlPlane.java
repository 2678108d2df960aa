package dev.slipway.server;

import dev.slipway.kit.Problem;
import dev.slipway.kit.StateFile;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.home.DataDirectory;
import dev.slipway.protocol.home.ServerAddress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;

/**
 * Everything that the control plane is made of, floor by floor, each made of those below it: our
 * state, what runs beside us, what changes things, what listens.
 */
final class ControlPlane implements AutoCloseable {
  private final Kept kept = new Kept();
  private volatile String url = "";

  private ControlPlane() {}

  /**
   * @param stop called when somebody asks over the API that the control plane stops
   */
  static ControlPlane start(Options options, Map<String, String> environment, Runnable stop) {
    var controlPlane = new ControlPlane();
    try {
      controlPlane.rise(options, environment, stop);
      return controlPlane;
    } catch (RuntimeException e) {
      controlPlane.close();
      throw e;
    }
  }

  private void rise(Options options, Map<String, String> environment, Runnable stop) {
    // The data directory, held for as long as we live.
    var premises = kept.keep(Premises.hold(DataDirectory.choose(options.data, environment)));
    var edge = EarlyEdge.begin(premises.directory(), options, environment);
    var state = state(premises, options, environment, edge);
    var machine = new MachineFloor(kept, premises, state, edge.get(), environment);
    var logs = new LogFloor(kept, premises, state, machine, environment);
    var work = new WorkFloor(kept, state, machine, environment, () -> url);
    var watch = new WatchFloor(kept, state, machine, work);
    var asked = new FrontFloor.Asked(options, stop, logs, watch);
    var front = new FrontFloor(kept, premises, state, machine, work, asked);
    url = front.url;
    announce(premises.directory(), front.self);
  }

  private StateFloor state(
      Premises premises, Options options, Map<String, String> environment, EarlyEdge edge) {
    try {
      return new StateFloor(kept, premises, options, environment, InstantSource.system());
    } catch (RuntimeException e) {
      edge.abandon();
      throw e;
    }
  }

  /**
   * The address file is the last thing written: who finds it finds a control plane that answers.
   */
  private void announce(DataDirectory directory, Self self) {
    var file = new StateFile(directory.address());
    var address =
        new ServerAddress(url, ProcessHandle.current().pid(), self.startedAt(), self.version());
    try {
      file.write(Json.pretty(address) + "\n");
      kept.keep(() -> java.nio.file.Files.deleteIfExists(file.path()));
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-2207",
              file.path() + " can't be written: " + e.getMessage(),
              "check the disk's space")
          .exception(e);
    }
  }

  String url() {
    return url;
  }

  @Override
  public void close() {
    kept.close();
  }
}
