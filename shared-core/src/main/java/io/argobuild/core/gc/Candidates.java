package io.argobuild.core.gc;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.artifact.ArchiveFormat;
import io.argobuild.core.artifact.ArtifactDriver;
import io.argobuild.core.artifact.ArtifactLocation;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads out of nodes which artifacts there are, or may be, and where. */
final class Candidates {
  private static final Set<String> PLACE_FIELDS =
      Set.of("endpoint", "bucket", "container", "name", "addresses");

  private final GcInput input;
  private final Map<String, Template> templates;

  Candidates(GcInput input) {
    this.input = input;
    this.templates = new HashMap<>(input.spec().templatesByName());
  }

  /**
   * An artifact that may be in the store.
   *
   * @param unpacked whether it was stored without an archive, so that it may be many objects
   * @param obstacle why it can't be deleted from the run's repository; empty when it can
   */
  record Candidate(GcPlan.Target target, boolean unpacked, Optional<Obstacle> obstacle) {}

  record Obstacle(GcPlan.Reason reason, String detail) {}

  /** The artifacts of all nodes that write to the store themselves. */
  List<Candidate> all() {
    List<Candidate> all = new ArrayList<>();
    for (NodeStatus node : input.nodes()) {
      if (!node.artifacts().isEmpty()) {
        ofStates(node, all);
      } else if (node.type() == NodeType.Leaf.POD) {
        ofOutputs(node, all);
      }
    }
    return all;
  }

  /**
   * Artifacts that a group node hands on under a strategy of its own. They are copies of what its
   * members stored, so they are no candidates, but they may keep what is stored from deletion.
   */
  List<Candidate> handedOn() {
    List<Candidate> all = new ArrayList<>();
    for (NodeStatus node : input.nodes()) {
      if (node.artifacts().isEmpty() && node.type() != NodeType.Leaf.POD) {
        for (Artifact artifact : outputs(node)) {
          if (!artifact.gcStrategy().isEmpty()) {
            all.add(ofOutput(node, artifact));
          }
        }
      }
    }
    return all;
  }

  private void ofStates(NodeStatus node, List<Candidate> all) {
    for (ArtifactState state : node.artifacts()) {
      boolean unpacked = declaration(node, state.name()).filter(Candidates::isUnpacked).isPresent();
      GcPlan.Target target = new GcPlan.Target(node.id(), state);
      all.add(new Candidate(target, unpacked, Optional.empty()));
    }
  }

  private Optional<Artifact> declaration(NodeStatus node, String name) {
    Optional<Artifact> output =
        outputs(node).stream().filter(artifact -> artifact.name().equals(name)).findFirst();
    return output.or(
        () ->
            template(node)
                .flatMap(
                    template ->
                        template.outputs().artifacts().stream()
                            .filter(artifact -> artifact.name().equals(name))
                            .findFirst()));
  }

  private void ofOutputs(NodeStatus node, List<Candidate> all) {
    outputs(node).forEach(artifact -> all.add(ofOutput(node, artifact)));
  }

  private Candidate ofOutput(NodeStatus node, Artifact artifact) {
    ArtifactLocation location = ArtifactLocation.of(artifact);
    String key = location.key().orElse("");
    ArtifactState.Phase phase = ArtifactState.Phase.STORED;
    if (artifact.deleted()) {
      phase = ArtifactState.Phase.DELETED;
    } else if (!location.hasLocationOrKey()) {
      phase = ArtifactState.Phase.MISSING;
    }
    String strategy = GcStrategy.effective(artifact, input.spec());
    ArtifactState state = new ArtifactState(artifact.name(), phase, key, -1, "", strategy, null);
    GcPlan.Target target = new GcPlan.Target(node.id(), state);
    return new Candidate(target, isUnpacked(artifact), obstacle(node, location));
  }

  private Optional<Obstacle> obstacle(NodeStatus node, ArtifactLocation location) {
    Optional<ArtifactDriver> driver = location.driver();
    if (driver.isEmpty()) {
      return Optional.empty();
    }
    if (!driver.get().canDelete()) {
      return Optional.of(new Obstacle(GcPlan.Reason.NOT_DELETABLE, driver.get().field()));
    }
    Optional<ArtifactLocation> archive =
        template(node).flatMap(Template::archiveLocation).map(ArtifactLocation::new);
    // An artifact with its key alone is where its template's archive location says.
    Map<String, JsonNode> place = place(archive.orElse(location));
    place.putAll(place(location));
    String elsewhere = difference(driver.get(), place);
    return elsewhere.isEmpty()
        ? Optional.empty()
        : Optional.of(new Obstacle(GcPlan.Reason.OUTSIDE, elsewhere));
  }

  private static Map<String, JsonNode> place(ArtifactLocation location) {
    Map<String, JsonNode> place = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : location.fields().properties()) {
      if (PLACE_FIELDS.contains(field.getKey()) && !field.getValue().asText().isEmpty()) {
        place.put(field.getKey(), field.getValue());
      }
    }
    return place;
  }

  private String difference(ArtifactDriver driver, Map<String, JsonNode> place) {
    Optional<ArtifactDriver> own = input.repository().driver();
    if (own.isPresent() && own.get() != driver) {
      return driver.field();
    }
    Map<String, JsonNode> home = place(input.repository());
    for (Map.Entry<String, JsonNode> field : place.entrySet()) {
      if (!field.getValue().equals(home.get(field.getKey()))) {
        return driver.field() + " " + field.getKey() + " " + field.getValue().asText();
      }
    }
    return "";
  }

  private Optional<Template> template(NodeStatus node) {
    if (node.templateRef() != null) {
      boolean cluster = Fields.flag(node.templateRef(), "clusterScope");
      String resource = Fields.textOrEmpty(node.templateRef(), "name");
      String name = Fields.textOrEmpty(node.templateRef(), "template");
      return stored((cluster ? "cluster/" : "namespaced/") + resource + "/" + name);
    }
    Optional<Template> stored = stored(node.templateScope() + "/" + node.templateName());
    return stored.or(() -> Optional.ofNullable(templates.get(node.templateName())));
  }

  private Optional<Template> stored(String name) {
    return Fields.object(input.storedTemplates(), name).map(Template::new);
  }

  private static List<Artifact> outputs(NodeStatus node) {
    return node.outputs() == null ? List.of() : new Outputs(node.outputs()).artifacts();
  }

  private static boolean isUnpacked(Artifact artifact) {
    return ArchiveFormat.of(artifact) instanceof ArchiveFormat.None;
  }
}
