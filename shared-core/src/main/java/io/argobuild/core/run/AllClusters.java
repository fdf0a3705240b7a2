package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.objects.ClusterObjects;
import io.argobuild.core.template.OutsideReferences;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clusters of every runtime; each run goes to the one of its own. */
record AllClusters(Wiring.ClusterFactory local, Wiring.ClusterFactory kubernetes)
    implements Wiring.ClusterFactory {

  private Wiring.ClusterFactory of(RuntimeKind runtime) {
    return switch (runtime) {
      case LOCAL, DOCKER -> local;
      case KUBERNETES -> kubernetes;
      case AUTO, ARGO -> throw RunProblems.runtimeNotYet(runtime);
    };
  }

  @Override
  public String namespace(RuntimeKind runtime, String ofManifest) {
    return of(runtime).namespace(runtime, ofManifest);
  }

  @Override
  public List<ObjectNode> settle(RunPlace place) {
    return of(place.runtime()).settle(place);
  }

  @Override
  public Optional<ClusterObjects> objects(RunPlace place) {
    return of(place.runtime()).objects(place);
  }

  @Override
  public Optional<ObjectNode> lookUp(
      RuntimeKind runtime, String namespace, OutsideReferences.Reference reference) {
    return of(runtime).lookUp(runtime, namespace, reference);
  }

  @Override
  public Map<String, String> settings(RuntimeKind runtime) {
    return of(runtime).settings(runtime);
  }

  @Override
  public Wiring.OpenCluster open(
      RunPlace place, RunResources resources, List<ObjectNode> manifests) {
    return of(place.runtime()).open(place, resources, manifests);
  }
}
