package dev.slipway.manifest.imports;

import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.tree.Node;
import java.util.Optional;

/** The build section of a service in a compose file. */
final class ComposeBuild {
  private final Import into;
  private final String name;

  ComposeBuild(Import into, String name) {
    this.into = into;
    this.name = name;
  }

  void read(Node build) {
    into.draft().drop("services", name, "image");
    into.ledger()
        .leftOut(
            "services." + name + ".image",
            "the name of the image that is built here: Slipway names it by its digest");
    if (build instanceof Node.Scalar) {
      context(build);
    } else {
      into.each(
          build,
          (key, value) -> {
            switch (key) {
              case "context" -> context(value);
              case "dockerfile" ->
                  Import.text(value)
                      .filter(Format.FOLDER::matches)
                      .ifPresentOrElse(
                          file -> {
                            into.draft().replace(file, "services", name, "build", "dockerfile");
                            into.carried(value, "services", name, "build", "dockerfile");
                          },
                          () ->
                              into.note(
                                  value,
                                  "the Dockerfile lies outside of the source folder: move it in"));
              case "target" ->
                  Import.text(value)
                      .ifPresentOrElse(
                          stage ->
                              into.carry(
                                  value,
                                  Interpolation.of(stage).text(),
                                  "services",
                                  name,
                                  "build",
                                  "stage"),
                          () -> into.note(value, "not a stage"));
              case "args" -> ComposeVariables.read(value, into, this::argument);
              default ->
                  into.note(value, "an option of the image builder that Slipway does not have");
            }
          });
    }
    into.draft().put("Dockerfile", "services", name, "build", "dockerfile");
  }

  private void context(Node context) {
    var text = Interpolation.of(Import.text(context).orElse(".")).text();
    into.inside(text)
        .ifPresentOrElse(
            folder -> into.carry(context, folder, "services", name, "source"),
            () ->
                into.note(
                    context, "the folder lies outside of this one: put slipway.yaml above it"));
  }

  private void argument(String variable, Node node, Optional<String> value) {
    value.ifPresentOrElse(
        text ->
            new VariableImport(into)
                .interpolated(node, variable, text, "services", name, "build", "env"),
        () -> new VariableImport(into).secret(node, variable, "services", name, "build", "env"));
  }
}
