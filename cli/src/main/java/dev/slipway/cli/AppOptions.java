package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.manifest.Manifest;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.Reading;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which application a verb is about: the one of this folder, unless another is named. */
final class AppOptions {
  @Option(
      names = "--app",
      paramLabel = "NAME",
      description = "the application (default: that of ./slipway.yaml)")
  private @Nullable String app;

  String name() {
    if (app != null) {
      return app;
    }
    var file = Path.of(ManifestReader.FILE_NAME);
    if (!Files.exists(file)) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7363",
              "there is no slipway.yaml in this folder, and no application is named",
              "go to the application's folder, or name it with --app")
          .exception();
    }
    Reading reading = ManifestReader.read(file);
    Manifest manifest = reading.orThrow();
    return manifest.name();
  }

  String variables(String environment) {
    return "/v1/apps/" + encoded(name()) + "/environments/" + encoded(environment) + "/variables";
  }

  static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
