package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The body of a DAG template. */
public record Dag(ObjectNode raw) {
  public List<DagTask> tasks() {
    return Fields.objects(raw, "tasks", DagTask::new);
  }

  /** Names parted by single spaces, or empty for all leaves. */
  public String target() {
    return Fields.textOrEmpty(raw, "target");
  }

  /** Defaults to true. */
  public boolean failFast() {
    return Fields.optionalFlag(raw, "failFast").orElse(true);
  }
}
