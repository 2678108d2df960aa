package dev.slipway.edge;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Sends new connections to the younger sockets of a port that two edges listen on. Without it the
 * kernel deals connections to both until the older edge closes, and those that wait in its queue at
 * that moment are reset.
 *
 * <p>A program of four instructions is attached to the port's group of sockets: a random number,
 * its remainder by the count of young sockets, plus the count of old ones, is the socket's place in
 * the group. When the old ones are gone the places are out of range, and the kernel deals by
 * itself.
 */
final class Steering {
  private static final Logger LOG = System.getLogger(Steering.class.getName());

  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_REUSEPORT_CBPF = 51;

  // Classic BPF, as linux/filter.h and linux/bpf_common.h have it.
  private static final short LOAD_WORD_ABSOLUTE = 0x20;
  private static final short REMAINDER = (short) 0x94;
  private static final short ADD = 0x04;
  private static final short RETURN_ACCUMULATOR = 0x16;
  private static final int RANDOM = -0x1000 + 56;
  private static final int INSTRUCTION_BYTES = 8;

  private Steering() {}

  /** Best effort: where the system doesn't have it, connections are dealt to both for a moment. */
  static void toYounger(int descriptor, int older, int younger) {
    try (var arena = Arena.ofConfined()) {
      var instructions = arena.allocate(4 * INSTRUCTION_BYTES, 8);
      instruction(instructions, 0, LOAD_WORD_ABSOLUTE, RANDOM);
      instruction(instructions, 1, REMAINDER, younger);
      instruction(instructions, 2, ADD, older);
      instruction(instructions, 3, RETURN_ACCUMULATOR, 0);
      var program = arena.allocate(16, 8);
      program.set(ValueLayout.JAVA_SHORT, 0, (short) 4);
      program.set(ValueLayout.ADDRESS, 8, instructions);
      var result = attach(descriptor, program);
      if (result != 0) {
        LOG.log(Level.INFO, "new connections can't be steered to this edge alone");
      }
    }
  }

  private static void instruction(MemorySegment all, int index, short code, int operand) {
    var at = (long) index * INSTRUCTION_BYTES;
    all.set(ValueLayout.JAVA_SHORT, at, code);
    all.set(ValueLayout.JAVA_INT, at + 4, operand);
  }

  @SuppressWarnings(
      "restricted") // The JVM has no other way to this option; --enable-native-access.
  private static int attach(int descriptor, MemorySegment program) {
    var linker = Linker.nativeLinker();
    var setsockopt =
        linker.downcallHandle(
            linker.defaultLookup().find("setsockopt").orElseThrow(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try {
      return (int)
          setsockopt.invokeExact(
              descriptor, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, program, (int) program.byteSize());
    } catch (Throwable e) {
      throw new IllegalStateException("setsockopt can't be called", e);
    }
  }
}
