package dev.slipway.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes each verb with the terminal that it speaks to. */
final class VerbFactory implements CommandLine.IFactory {
  private final Terminal terminal;
  private final CommandLine.IFactory others = CommandLine.defaultFactory();

  VerbFactory(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (Verb.class.isAssignableFrom(type)) {
      Constructor<K> constructor = type.getDeclaredConstructor(Terminal.class);
      return constructor.newInstance(terminal);
    }
    return others.create(type);
  }
}
