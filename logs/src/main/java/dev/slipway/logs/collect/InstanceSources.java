package dev.slipway.logs.collect;

import dev.slipway.logs.Origin;
import dev.slipway.logs.ShelfName;
import dev.slipway.runtime.contract.Instance;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceRuntime;
import dev.slipway.secrets.Mask;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The outputs of a runtime's instances.
 *
 * @param shelf where an instance's output belongs; empty for those whose output nobody keeps
 * @param release in which it ran, as in {@code v53}
 * @param mask what an instance's output must not show
 */
public record InstanceSources(
    InstanceRuntime runtime,
    Function<Instance, Optional<ShelfName>> shelf,
    Function<Instance, String> release,
    Function<Instance, Mask> mask)
    implements Supplier<List<Source>> {

  /** The name of an instance's output among all sources. */
  public static String id(InstanceId instance) {
    return "instance:" + instance.value();
  }

  @Override
  public List<Source> get() {
    return runtime.list().stream().flatMap(instance -> source(instance).stream()).toList();
  }

  private Optional<Source> source(Instance instance) {
    var origin = new Origin(release.apply(instance), instance.id().value());
    return shelf
        .apply(instance)
        .map(
            name ->
                new Source(
                    id(instance.id()),
                    name,
                    origin,
                    () -> mask.apply(instance),
                    runtime.output(instance.id())::from));
  }
}
