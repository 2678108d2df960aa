package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What an attack may cost the edge: buffers outside of the heap while it lasts and after it, and
 * what stays on the heap after all of them. Tests look themselves at an attack's height. The
 * figures are the whole process's: a class that uses this runs alone.
 */
final class BoundedMemory
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private static final long MOST_KEPT = 128L << 20;

  private final long mostBuffers;
  private long buffers;
  private long heap;

  BoundedMemory(long mostBuffers) {
    this.mostBuffers = mostBuffers;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    heap = heap();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    buffers = PlatformDependent.usedDirectMemory();
  }

  /** Now, in the middle of the attack. */
  void check() {
    check(mostBuffers);
  }

  /** The same for an attack that many answers wait in. */
  void check(long most) {
    assertThat(grown()).describedAs("bytes of buffers more than before").isLessThan(most);
  }

  /** Stays below this for a while. */
  void staysBelow(long most) throws Exception {
    Eventually.stays("buffers stay below " + most, () -> grown() < most);
  }

  private long grown() {
    return PlatformDependent.usedDirectMemory() - buffers;
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    Eventually.isTrue("buffers given back", () -> grown() < mostBuffers);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    assertThat(heap() - heap).describedAs("bytes of heap more than before").isLessThan(MOST_KEPT);
  }

  private static long heap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
