package dev.slipway.build;

/** Hears what a build is doing. */
public interface BuildProgress {
  BuildProgress SILENT =
      new BuildProgress() {
        @Override
        public void begins(String part) {}

        @Override
        public void line(String line) {}
      };

  /** A part of the work begins, such as: waiting for another build; 14 files; the command. */
  void begins(String part);

  /** A line that the command wrote. */
  void line(String line);
}
