package dev.slipway.runtime.contract;

import dev.slipway.kit.Problem;
import java.util.regex.Pattern;

/**
 * The name of one instance, chosen by who starts it and written down before: starting the same name
 * again after a crash finds the instance instead of making a second one.
 */
public record InstanceId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?");

  public InstanceId {
    if (!SHAPE.matcher(value).matches()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7001",
              "\"" + value + "\" can't be the name of an instance",
              "use at most 100 lower-case letters, digits and hyphens")
          .exception();
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
