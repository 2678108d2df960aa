package dev.slipway.runtime.process;

import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.Lifetime;
import java.io.IOException;
import java.util.Optional;

/**
 * Makes sure that an instance runs. Whatever was half done by a control plane that was killed is
 * found and carried on: first the wish is on disk, then the control group, then the supervisor.
 */
record Starting(Instances instances, ControlGroups groups, Surroundings surroundings) {

  void start(InstanceSpec spec) throws IOException {
    var folder = instances.folder(spec.id());
    var known = folder.record();
    if (known.isPresent() && !known.get().isOf(spec)) {
      throw conflict(spec, " is the name of an instance of another artefact or command");
    }
    if (instances.supervisor().of(folder).isPresent()) {
      if (folder.isWishedToStop()) {
        throw conflict(spec, " is being stopped");
      }
      return;
    }
    var state = folder.state();
    if (spec.lifetime() instanceof Lifetime.OneOff && state.filter(Starting::isOver).isPresent()) {
      return;
    }
    var app = state.isPresent() ? state.get().app() : Optional.<ProcessIdentity>empty();
    var record = app.isPresent() && known.isPresent() ? known.get() : renewed(spec, known);
    folder.make(record);
    folder.wishToRun();
    surroundings.own(folder.scratch());
    if (app.isEmpty()) {
      instances.tree(record).kill();
    }
    var place = groups.make(record.mark(), spec.limits());
    instances.supervisor().start(folder, spec, record, place, app);
  }

  private static boolean isOver(SupervisorState state) {
    return state.phase() == SupervisorState.Phase.ENDED;
  }

  private InstanceRecord renewed(InstanceSpec spec, Optional<InstanceRecord> known)
      throws IOException {
    var mark = known.map(InstanceRecord::mark).orElse(spec.id() + "-" + Ids.secret(6));
    return InstanceRecord.of(spec, port(spec, known), mark);
  }

  /** The port it had if that is free, so that whoever knows it by that finds it again. */
  private int port(InstanceSpec spec, Optional<InstanceRecord> known) throws IOException {
    var fixed = spec.launch().port();
    if (fixed.isPresent()) {
      if (!PortChoice.isFree(fixed.getAsInt())) {
        throw Problem.of(
                Problem.Kind.CONFLICT,
                "SLIP-7007",
                spec.id() + " insists on port " + fixed.getAsInt() + ", which is taken",
                "let the application listen on PORT, or stop what has it: ss -ltnp")
            .exception();
      }
      return fixed.getAsInt();
    }
    return known.isPresent() && PortChoice.isFree(known.get().port())
        ? known.get().port()
        : PortChoice.free(instances.ports());
  }

  private static RuntimeException conflict(InstanceSpec spec, String fact) {
    return Problem.of(
            Problem.Kind.CONFLICT,
            "SLIP-7006",
            spec.id() + fact,
            "choose another name, or wait until that one is removed")
        .exception();
  }
}
