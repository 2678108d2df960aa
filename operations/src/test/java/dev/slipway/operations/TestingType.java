package dev.slipway.operations;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A type of operation whose steps a test gives. */
record TestingType(
    String name, int version, List<Step<TestingType.Input, ?>> steps, Optional<Duration> deadline)
    implements OperationType<TestingType.Input> {

  record Input(String target, String text) {}

  record Number(int value) {}

  @SafeVarargs
  @SuppressWarnings("varargs")
  static TestingType of(Step<Input, ?>... steps) {
    return new TestingType("deploy", 1, List.of(steps), Optional.empty());
  }

  TestingType within(Duration limit) {
    return new TestingType(name, version, steps, Optional.of(limit));
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public String target(Input input) {
    return input.target();
  }

  @Override
  public String title(Input input) {
    return input.text() + " → " + input.target();
  }
}
