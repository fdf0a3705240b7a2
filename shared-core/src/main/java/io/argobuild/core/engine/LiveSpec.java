package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.WorkflowSpec;
import java.util.List;

/** The spec that runs, with what users have asked of the workflow since. */
final class LiveSpec {
  private static final List<String> LIVE = List.of("shutdown", "suspend");

  private LiveSpec() {}

  /**
   * @param own the workflow's, whose shutdown and suspend count, also where it has none
   */
  static WorkflowSpec of(WorkflowSpec effective, WorkflowSpec own) {
    ObjectNode merged = effective.raw().objectNode();
    merged.setAll(effective.raw());
    for (String field : LIVE) {
      if (own.raw().has(field)) {
        merged.set(field, own.raw().get(field));
      } else {
        merged.remove(field);
      }
    }
    return new WorkflowSpec(merged);
  }
}
