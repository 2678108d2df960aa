package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;

/** Previews are many: what they have must differ from one to the next. */
final class PreviewParts implements Rule {
  @Override
  public void check(Subject subject, Mistakes mistakes) {
    subject
        .app()
        .preview()
        .flatMap(preview -> preview.domain())
        .filter(domain -> !domain.startsWith("*."))
        .ifPresent(
            domain ->
                mistakes.add(
                    subject.place("preview", "domain"),
                    "SLIP-1027",
                    "every preview would be at " + domain,
                    "write *." + domain + ": each has the name of its pull request for the *"));
  }
}
