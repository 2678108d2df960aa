package dev.slipway.delivery.follow;

import dev.slipway.catalog.App;
import dev.slipway.catalog.Apps;
import dev.slipway.delivery.deploy.PushDesk;
import dev.slipway.kit.ProblemException;
import dev.slipway.kit.Rounds;
import dev.slipway.manifest.Manifest;
import dev.slipway.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks again and again whether something was pushed that an environment waits for. What was taken
 * is in the store, so nothing is lost with whoever looked before; what is kept here only spares
 * reading a manifest twice and telling a mistake every few seconds.
 */
public final class PushWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PushWatch.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(3);

  private final Apps apps;
  private final PushDesk desk;
  private final Map<String, Read> manifests = new HashMap<>();
  private final Map<String, String> told = new HashMap<>();
  private final Rounds rounds;

  private record Read(String text, Manifest manifest) {}

  public PushWatch(Apps apps, PushDesk desk) {
    this.apps = apps;
    this.desk = desk;
    this.rounds = new Rounds("push-watch", LOOK, this::lookAtAll);
  }

  public PushWatch start() {
    rounds.start();
    return this;
  }

  private void lookAtAll() {
    for (var app : apps.all()) {
      if (!rounds.isOver()) {
        look(app);
      }
    }
  }

  /** One that can't be looked at keeps no other from being deployed. */
  private void look(App app) {
    try {
      for (var found : desk.look(app, manifest(app))) {
        if (found.outcome() == PushDesk.Outcome.DEPLOYED) {
          LOG.log(
              System.Logger.Level.INFO,
              "{0}/{1}: {2} is deployed as {3}",
              app.name(),
              found.environment(),
              found.push(),
              found.fact());
        }
      }
      told.remove(app.name());
    } catch (ProblemException e) {
      tell(app, e.problem().text());
    } catch (IOException e) {
      tell(app, app.folder() + ": pushes are not seen: " + e);
    }
  }

  private void tell(App app, String problem) {
    if (!problem.equals(told.put(app.name(), problem))) {
      LOG.log(System.Logger.Level.WARNING, "{0}", problem);
    }
  }

  private Manifest manifest(App app) throws IOException {
    var text = Files.readString(app.folder().resolve(ManifestReader.FILE_NAME));
    var known = manifests.get(app.name());
    if (known != null && known.text().equals(text)) {
      return known.manifest();
    }
    var manifest = ManifestReader.parse(ManifestReader.FILE_NAME, text).orThrow();
    manifests.put(app.name(), new Read(text, manifest));
    return manifest;
  }

  @Override
  public void close() {
    rounds.close();
  }
}
