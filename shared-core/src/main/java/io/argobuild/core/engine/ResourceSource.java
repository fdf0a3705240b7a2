package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactLocation;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import java.util.Optional;

/** Where the manifest of a resource template comes from. */
sealed interface ResourceSource {

  /** It is known; empty when the flags say it all. */
  record Text(String manifest) implements ResourceSource {}

  /** It is in an artifact. */
  record Stored(String key) implements ResourceSource {}

  /** The artifact was not given. */
  record NotSupplied(String name) implements ResourceSource {}

  static ResourceSource of(Template template) {
    ObjectNode body = template.resource().orElse(Fields.NOTHING);
    ObjectNode artifact =
        Fields.objectOrNothing(Fields.objectOrNothing(body, "manifestFrom"), "artifact");
    if (artifact.isEmpty()) {
      return new Text(Fields.textOrEmpty(body, "manifest"));
    }
    String name = Fields.textOrEmpty(artifact, "name");
    Optional<Artifact> input =
        template.inputs().artifacts().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst();
    Optional<ObjectNode> raw = input.flatMap(found -> Fields.object(found.raw(), "raw"));
    if (raw.isPresent()) {
      return new Text(Fields.textOrEmpty(raw.get(), "data"));
    }
    return input
        .flatMap(found -> ArtifactLocation.of(found).key())
        .<ResourceSource>map(Stored::new)
        .orElseGet(() -> new NotSupplied(name));
  }
}
