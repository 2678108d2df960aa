package dev.slipway.manifest.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** All importers; where several find something to say of one thing, the earlier is heard. */
public final class Importers {
  public static final List<Importer> ALL =
      List.of(
          new ComposeFile(),
          new RenderFile(),
          new FlyFile(),
          new RailwayFile(),
          new VercelFile(),
          new Procfile(),
          new HerokuApp(),
          new PrismaSchema(),
          new DjangoSettings(),
          new DotEnv());

  private Importers() {}

  /** Whether an image is a server that applications use, and not an application. */
  public static boolean isServer(String image) {
    return Images.isServer(image);
  }

  /** Django's settings may be a package of files. */
  public static Optional<Importer> forPath(Path file) {
    var name = String.valueOf(file.getFileName());
    var folder = file.getParent();
    var isSettings =
        folder != null
            && folder.endsWith("settings")
            && name.matches("(?:base|common|defaults|production|prod)\\.py");
    return forFile(isSettings ? "settings.py" : name);
  }

  public static Optional<Importer> forFile(String fileName) {
    return ALL.stream().filter(each -> each.reads(fileName)).findFirst();
  }
}
