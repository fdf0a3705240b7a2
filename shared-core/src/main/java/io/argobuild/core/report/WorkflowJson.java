package io.argobuild.core.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.argobuild.core.manifest.Workflow;

/** A Workflow with its status as JSON, as {@code argo get -o json} gives it. */
public final class WorkflowJson {
  private static final ObjectWriter WRITER = new ObjectMapper().writerWithDefaultPrettyPrinter();

  private WorkflowJson() {}

  /** Ends with a new line. */
  public static String write(Workflow workflow) {
    try {
      return WRITER.writeValueAsString(workflow.raw()) + '\n';
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
