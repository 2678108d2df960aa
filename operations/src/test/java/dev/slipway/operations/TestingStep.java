package dev.slipway.operations;

import dev.slipway.operations.TestingType.Input;
import dev.slipway.operations.TestingType.Number;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A step that a test makes up; it notes in the diary what was called. */
final class TestingStep implements Step<Input, Number> {
  static final Input INPUT = new Input("ledger/production", "v53");

  interface Code {
    Result<Number> perform(StepContext<Input> context) throws Exception;
  }

  interface UndoCode {
    Undone undo(StepContext<Input> context, Optional<Number> output) throws Exception;
  }

  private final String name;
  private final List<String> diary;
  private final Code code;
  private UndoCode undoCode;
  private Retry retry = Retry.never();
  private Retry undoRetry = Retry.never();
  private Duration timeout = Duration.ofMinutes(1);
  private String cannotUndo = "";

  private TestingStep(String name, List<String> diary, Code code) {
    this.name = name;
    this.diary = diary;
    this.code = code;
    this.undoCode = (context, output) -> Undone.with("took back " + name);
  }

  static List<String> diary() {
    return new CopyOnWriteArrayList<>();
  }

  static TestingStep of(String name, List<String> diary, Code code) {
    return new TestingStep(name, diary, code);
  }

  static TestingStep fine(String name, List<String> diary) {
    return new TestingStep(
        name, diary, context -> Result.done(new Number(name.length()), name + " is done"));
  }

  TestingStep undoing(UndoCode undo) {
    undoCode = undo;
    return this;
  }

  TestingStep retrying(Retry policy) {
    retry = policy;
    return this;
  }

  TestingStep retryingUndo(Retry policy) {
    undoRetry = policy;
    return this;
  }

  TestingStep within(Duration limit) {
    timeout = limit;
    return this;
  }

  TestingStep leaving(String what) {
    cannotUndo = what;
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Result<Number> perform(StepContext<Input> context) throws Exception {
    diary.add("do " + name);
    return code.perform(context);
  }

  @Override
  public Undone undo(StepContext<Input> context, Optional<Number> output) throws Exception {
    diary.add("undo " + name);
    return undoCode.undo(context, output);
  }

  @Override
  public Optional<String> cannotUndo(Input input) {
    return cannotUndo.isEmpty() ? Optional.empty() : Optional.of(cannotUndo);
  }

  @Override
  public Duration timeout() {
    return timeout;
  }

  @Override
  public Retry retry() {
    return retry;
  }

  @Override
  public Retry undoRetry() {
    return undoRetry;
  }
}
