package dev.slipway.delivery.testing;

import dev.slipway.catalog.Deployment;
import dev.slipway.runtime.contract.Artefact;
import dev.slipway.runtime.contract.Console;
import dev.slipway.runtime.contract.Diagnosis;
import dev.slipway.runtime.contract.Enforcement;
import dev.slipway.runtime.contract.Headroom;
import dev.slipway.runtime.contract.Instance;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceRuntime;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.InstanceStatus;
import dev.slipway.runtime.contract.Output;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Instances that are said to run; nothing is started. */
public final class TestingRuntime implements InstanceRuntime {
  private final List<Instance> instances = new ArrayList<>();

  /** From now on one more runs. */
  public void runs(Deployment deployment, Instant since, int restarts) {
    instances.add(
        new Instance(
            new InstanceId("i" + instances.size()),
            Map.of(
                "app",
                deployment.app(),
                "environment",
                deployment.environment(),
                "service",
                "web",
                "release",
                deployment.releaseVersion()),
            new Artefact("digest", Path.of("/nowhere")),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
            Path.of("/nowhere"),
            new InstanceStatus.Running(1, since, restarts)));
  }

  public void forgetAll() {
    instances.clear();
  }

  @Override
  public List<Instance> list() {
    return List.copyOf(instances);
  }

  @Override
  public Optional<Instance> find(InstanceId id) {
    return instances.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  @Override
  public String name() {
    return "testing";
  }

  @Override
  public Enforcement enforcement() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Headroom headroom() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void entrust(Path folder) {}

  @Override
  public void prepare(Artefact artefact) {}

  @Override
  public Instance start(InstanceSpec spec) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void stop(InstanceId id, Duration grace) {}

  @Override
  public void remove(InstanceId id) {}

  @Override
  public Output output(InstanceId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Diagnosis diagnose(InstanceId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Console console(InstanceSpec spec) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Instance> reconcile() {
    return list();
  }
}
