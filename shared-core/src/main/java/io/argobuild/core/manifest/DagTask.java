package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A task of a DAG template. */
public record DagTask(ObjectNode raw) implements Invocation {
  public List<String> dependencies() {
    return Fields.texts(raw, "dependencies");
  }

  /** A condition over the results of other tasks, or empty. */
  public String depends() {
    return Fields.textOrEmpty(raw, "depends");
  }
}
