package dev.slipway.cli;

import java.lang.reflect.Proxy;

/**
 * Tells when the terminal's window was made another size. The JDK has signals in a class that the
 * compiler warns of, so it is asked for by name; where it is missing the first size stays.
 */
final class WindowSize {
  private WindowSize() {}

  static void onChange(Runnable told) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var ours =
          Proxy.newProxyInstance(
              WindowSize.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                told.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("WINCH"), ours);
    } catch (ReflectiveOperationException noSignals) {
      // A terminal that keeps its size is of use still.
    }
  }
}
