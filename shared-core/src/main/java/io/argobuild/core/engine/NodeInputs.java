package io.argobuild.core.engine;

import io.argobuild.core.manifest.Template;

/** Records the bound inputs of a template at its node. */
final class NodeInputs {
  private NodeInputs() {}

  static void record(Pass pass, Call call, Template template) {
    if (!template.inputs().isEmpty()) {
      pass.put(pass.existing(call.id()).toBuilder().inputs(template.inputs().raw()).build());
    }
  }
}
