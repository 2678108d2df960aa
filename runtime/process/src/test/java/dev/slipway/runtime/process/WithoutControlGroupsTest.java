package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.Artefact;
import dev.slipway.runtime.contract.InstanceRuntime;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.testing.InstanceRuntimeContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract is kept where there are no control groups, but for limits. */
final class WithoutControlGroupsTest extends InstanceRuntimeContract {
  private static TestingHome home;
  private static ProcessRuntime runtime;

  @BeforeAll
  static void open() throws Exception {
    home = TestingHome.fresh();
    runtime = ProcessRuntime.open(home.path(), OutputLimits.USUAL, new NoControlGroups(true));
  }

  @AfterAll
  static void close() throws Exception {
    home.close();
  }

  @Override
  protected InstanceRuntime runtime() {
    return runtime;
  }

  @Override
  protected InstanceRuntime runtimeAfterRestart() {
    return ProcessRuntime.open(home.path(), OutputLimits.USUAL, new NoControlGroups(true));
  }

  @Override
  protected Artefact artefact() {
    return home.artefact();
  }

  @Override
  protected String beatFile(InstanceSpec spec) {
    return home.path() + "/instances/" + spec.id() + "/scratch/beat";
  }
}
