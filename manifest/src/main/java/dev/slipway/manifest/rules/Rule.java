package dev.slipway.manifest.rules;

import dev.slipway.manifest.binding.Mistakes;

/** Something that must hold between parts of the file. */
interface Rule {
  void check(Subject subject, Mistakes mistakes);
}
