package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.template.ArgumentBinding;
import io.argobuild.core.template.ArtifactReferences;
import io.argobuild.core.template.OutputScope;
import io.argobuild.core.template.Resources;
import io.argobuild.core.template.Variables;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The drivers of one reconciliation, and what they share. */
final class Drive {
  final Pass pass;
  final EngineSettings settings;
  final Definitions definitions;
  final ArgumentBinding binding;
  final TemplateCaller caller;
  final LockDriver locks;
  final GateDriver gates;
  final StepsDriver steps;
  final GroupDriver groups;
  final DagDriver dags;
  final RetryDriver retries;
  final PodDriver pods;
  final PodObservations podsSeen;
  final PodEnds podEnds;
  final SuspendDriver suspends;
  final DataDriver data;
  final ResourceDriver resources;
  final MemberHooks hooks;
  final Globals globals;
  final Shutdown shutdown;
  final Failures failures;
  final WorkflowEnd end;

  Drive(Pass pass, EngineSettings settings, Definitions definitions, Resources resources) {
    this.pass = pass;
    this.settings = settings;
    this.definitions = definitions;
    binding = new ArgumentBinding(resources);
    globals = new Globals(pass, definitions.variables());
    shutdown = new Shutdown(this);
    caller = new TemplateCaller(this);
    locks = new LockDriver(this, new Synchronization(pass, resources));
    gates = new GateDriver(this, locks);
    groups = new GroupDriver(this);
    steps = new StepsDriver(this);
    dags = new DagDriver(this);
    retries = new RetryDriver(this);
    pods = new PodDriver(this);
    podsSeen = new PodObservations(this);
    podEnds = new PodEnds(this);
    suspends = new SuspendDriver(this);
    data = new DataDriver(this);
    this.resources = new ResourceDriver(this);
    hooks = new MemberHooks(this);
    failures = new Failures(this);
    end = new WorkflowEnd(this);
  }

  /** Drives one node by its frame. */
  void advance(DriveQueue.Turn turn) {
    Frame frame = pass.frame(turn.id());
    if (frame instanceof Frame.Group group) {
      groups.advance(group, turn.members());
    } else if (frame instanceof Frame.Dag dag) {
      dags.advance(dag, turn.members());
    } else if (frame instanceof Frame.Steps stepsFrame) {
      steps.advance(stepsFrame);
    } else if (frame instanceof Frame.Retry retry) {
      retries.advance(retry);
    } else if (frame instanceof Frame.Gate gate) {
      gates.advance(gate);
    } else if (frame instanceof Frame.Leaf leaf) {
      advance(leaf);
    }
  }

  private void advance(Frame.Leaf leaf) {
    if (leaf.template().suspend().isPresent()) {
      suspends.advance(leaf);
    } else if (leaf.template().data().isPresent()) {
      data.advance(leaf);
    } else if (leaf.template().resource().isPresent()) {
      resources.advance(leaf);
    } else {
      pods.advance(leaf);
    }
  }

  ArtifactReferences references(OutputScope scope, @Nullable Template around) {
    ObjectNode outputs = pass.status().outputs();
    return new ArtifactReferences(
        scope,
        withInputs(scope.over(globals.variables()), around),
        around == null ? new io.argobuild.core.manifest.Inputs(Fields.NOTHING) : around.inputs(),
        outputs == null ? Outputs.NONE : new Outputs(outputs));
  }

  /** The bound inputs of the template around, as variables. */
  static Variables withInputs(Variables variables, @Nullable Template around) {
    if (around == null) {
      return variables;
    }
    Variables all = variables;
    for (var parameter : around.inputs().parameters()) {
      all = all.with("inputs.parameters." + parameter.name(), parameter.value().orElse(""));
    }
    return all;
  }

  Instant now() {
    return pass.now();
  }

  /** The variables of the workflow, as they are at this moment. */
  static final class Globals {
    private final Pass pass;
    private final Variables fixed;
    private @Nullable Object at;
    private Variables current = Variables.EMPTY;

    Globals(Pass pass, Map<String, String> fixed) {
      this.pass = pass;
      this.fixed = Variables.of(fixed);
    }

    Variables variables() {
      if (at != pass.status()) {
        at = pass.status();
        String phase = pass.status().phase().argoName();
        current = fixed.withAll(GlobalVariables.changing(pass.status(), phase, pass.now()));
      }
      return current;
    }

    /** With the phase that the root gives, and all failures; for exit handlers and hooks. */
    Variables atEnd(String phase) {
      return fixed
          .withAll(GlobalVariables.changing(pass.status(), phase, pass.now()))
          .with(
              "workflow.failures", GlobalVariables.failures(pass.workflow().name(), pass.nodes()));
    }
  }
}
