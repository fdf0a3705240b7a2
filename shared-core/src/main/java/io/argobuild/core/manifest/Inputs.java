package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a template takes. */
public record Inputs(ObjectNode raw) {
  public List<Parameter> parameters() {
    return Fields.objects(raw, "parameters", Parameter::new);
  }

  public List<Artifact> artifacts() {
    return Fields.objects(raw, "artifacts", Artifact::new);
  }

  public boolean isEmpty() {
    return raw.path("parameters").isEmpty() && raw.path("artifacts").isEmpty();
  }
}
