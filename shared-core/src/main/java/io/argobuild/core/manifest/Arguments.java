package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Values handed to a template. */
public record Arguments(ObjectNode raw) {
  public static final Arguments NONE = new Arguments(Fields.NOTHING);

  public List<Parameter> parameters() {
    return Fields.objects(raw, "parameters", Parameter::new);
  }

  public List<Artifact> artifacts() {
    return Fields.objects(raw, "artifacts", Artifact::new);
  }

  public boolean isEmpty() {
    return raw.path("parameters").isEmpty() && raw.path("artifacts").isEmpty();
  }

  public Optional<Parameter> parameter(String name) {
    return parameters().stream().filter(parameter -> parameter.name().equals(name)).findFirst();
  }

  public Optional<Artifact> artifact(String name) {
    return artifacts().stream().filter(artifact -> artifact.name().equals(name)).findFirst();
  }
}
