package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What a template declares to give, or what a node gave. */
public record Outputs(ObjectNode raw) {
  public static final Outputs NONE = new Outputs(Fields.NOTHING);

  public List<Parameter> parameters() {
    return Fields.objects(raw, "parameters", Parameter::new);
  }

  public List<Artifact> artifacts() {
    return Fields.objects(raw, "artifacts", Artifact::new);
  }

  public Optional<String> result() {
    return Fields.text(raw, "result");
  }

  /** A number as text. */
  public Optional<String> exitCode() {
    return Fields.text(raw, "exitCode");
  }

  public boolean isEmpty() {
    return parameters().isEmpty()
        && artifacts().isEmpty()
        && result().isEmpty()
        && exitCode().isEmpty();
  }
}
