package dev.slipway.manifest.imports;

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

  public static Optional<Importer> forFile(String fileName) {
    return ALL.stream().filter(each -> each.reads(fileName)).findFirst();
  }
}
