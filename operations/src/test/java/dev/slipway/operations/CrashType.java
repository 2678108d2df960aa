package dev.slipway.operations;

import dev.slipway.kit.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Twelve steps with undo whose effects can be counted. */
final class CrashType implements OperationType<CrashType.Input> {
  static final int STEPS = 12;

  /** Where an operation that is to fail does so. */
  private static final int FAILS_AT = 11;

  /**
   * @param folder of the file of effects
   * @param fails whether it is to fail late and undo everything
   * @param pauseMillis the longest that a step takes
   */
  record Input(String folder, int number, boolean fails, int pauseMillis) {
    Effects effects() {
      return new Effects(Path.of(folder, "effects-" + number));
    }
  }

  record Line(String text) {}

  @Override
  public String name() {
    return "crash";
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public String target(Input input) {
    return "target-" + input.number();
  }

  @Override
  public String title(Input input) {
    return input.fails() ? "fails late" : "succeeds";
  }

  @Override
  public List<Step<Input, ?>> steps() {
    return IntStream.rangeClosed(1, STEPS).<Step<Input, ?>>mapToObj(Write::new).toList();
  }

  private record Write(int number) implements Step<Input, Line> {
    @Override
    public String name() {
      return "Write-" + number;
    }

    @Override
    public Result<Line> perform(StepContext<Input> context) throws Exception {
      pause(context);
      if (number == FAILS_AT && context.input().fails()) {
        throw Problem.of(Problem.Kind.FAILED, "SLIP-9999", "it was meant to fail", "").exception();
      }
      var line = new Line("do " + name());
      context.input().effects().add(context.fence(), line.text());
      pause(context);
      return Result.done(line);
    }

    @Override
    public Optional<Line> alreadyDone(StepContext<Input> context) throws IOException {
      var line = new Line("do " + name());
      var before = context.input().effects().done(context.fence());
      return before.contains(line.text()) ? Optional.of(line) : Optional.empty();
    }

    @Override
    public Undone undo(StepContext<Input> context, Optional<Line> output) throws Exception {
      pause(context);
      var before = context.input().effects().done(context.fence());
      if (before.contains("do " + name()) && !before.contains("undo " + name())) {
        context.input().effects().add(context.fence(), "undo " + name());
      }
      pause(context);
      return Undone.with("wrote that it is undone");
    }

    private static void pause(StepContext<Input> context) throws InterruptedException {
      var longest = context.input().pauseMillis();
      if (longest > 0) {
        Thread.sleep(ThreadLocalRandom.current().nextInt(longest));
      }
    }
  }

  /** How many effects are missing after the end. */
  static long lost(Input input) throws IOException {
    var lines = input.effects().done();
    return IntStream.rangeClosed(1, STEPS)
        .filter(
            step -> {
              var made = lines.contains("do Write-" + step);
              var undone = lines.contains("undo Write-" + step);
              return input.fails() ? made != undone : !made || undone;
            })
        .count();
  }

  /** How many effects are there more than once. */
  static long twice(Input input) throws IOException {
    var lines = input.effects().done();
    return lines.size() - lines.stream().distinct().count();
  }
}
