package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.engine.Observation.UserCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What users ask of the workflow as a whole. */
final class WorkflowCommands {
  private final Drive drive;
  private final Pass pass;

  WorkflowCommands(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
  }

  /** What changes the spec comes before anything starts. */
  void take(List<Observation> observations) {
    for (Observation observation : observations) {
      if (observation instanceof Observation.Command command) {
        forWorkflow(command.command());
      }
    }
  }

  private void forWorkflow(UserCommand command) {
    if (command instanceof UserCommand.Stop) {
      set("shutdown", "Stop");
    } else if (command instanceof UserCommand.Terminate) {
      set("shutdown", "Terminate");
    } else if (command instanceof UserCommand.Suspend) {
      set("suspend", "true");
    } else if (command instanceof UserCommand.Resume resume && resume.nodeId().isEmpty()) {
      set("suspend", null);
    }
  }

  private void set(String field, @Nullable String value) {
    ObjectNode spec = pass.workflow().spec().raw().objectNode();
    spec.setAll(pass.workflow().spec().raw());
    if (value == null) {
      spec.remove(field);
    } else if (value.equals("true")) {
      spec.put(field, true);
    } else if (!"Terminate".equals(pass.spec().shutdown())) {
      spec.put(field, value);
    }
    pass.set(spec);
    drive.shutdown.sweep();
  }
}
