package io.argobuild.core.retry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps attempts off the hosts on which earlier ones failed (Argo 4.1.2). */
public final class NodeAntiAffinity {
  private static final String HOST_LABEL = "kubernetes.io/hostname";

  private NodeAntiAffinity() {}

  /** The hosts on which pods below a Retry node failed, each once. */
  public static Set<String> failedHosts(
      NodeStatus retry, Function<String, @Nullable NodeStatus> nodes) {
    Set<String> hosts = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(retry.children());
    while (!open.isEmpty()) {
      String id = open.removeFirst();
      NodeStatus node = seen.add(id) ? nodes.apply(id) : null;
      if (node != null) {
        if (node.type() == NodeType.Leaf.POD
            && node.isFailedOrError()
            && !node.hostNodeName().isEmpty()) {
          hosts.add(node.hostNodeName());
        }
        open.addAll(node.children());
      }
    }
    return hosts;
  }

  /**
   * A pod's {@code affinity} that also shuns the hosts. Terms are alternatives in Kubernetes, and
   * as in Argo only one of them gets the condition.
   *
   * @param affinity what the pod has; empty for nothing; not changed
   */
  public static ObjectNode shunning(ObjectNode affinity, Collection<String> hosts) {
    ObjectNode result = affinity.deepCopy();
    if (hosts.isEmpty()) {
      return result;
    }
    ObjectNode required =
        child(child(result, "nodeAffinity"), "requiredDuringSchedulingIgnoredDuringExecution");
    ArrayNode terms = list(required, "nodeSelectorTerms");
    ObjectNode first = null;
    for (JsonNode element : terms) {
      if (element instanceof ObjectNode term) {
        first = first == null ? term : first;
        if (isJoinedBy(term, hosts)) {
          return result;
        }
      }
    }
    list(first == null ? terms.addObject() : first, "matchExpressions").add(condition(hosts));
    return result;
  }

  /** Puts the hosts into a term that has no condition yet, or one on hosts already. */
  private static boolean isJoinedBy(ObjectNode term, Collection<String> hosts) {
    ArrayNode conditions = list(term, "matchExpressions");
    if (conditions.isEmpty()) {
      conditions.add(condition(hosts));
      return true;
    }
    for (JsonNode element : conditions) {
      if (element instanceof ObjectNode condition
          && Fields.textOrEmpty(condition, "key").equals(HOST_LABEL)
          && Fields.textOrEmpty(condition, "operator").equals("NotIn")) {
        Set<String> all = new LinkedHashSet<>(Fields.texts(condition, "values"));
        all.addAll(hosts);
        ArrayNode values = condition.putArray("values");
        all.forEach(values::add);
        return true;
      }
    }
    return false;
  }

  private static ObjectNode condition(Collection<String> hosts) {
    ObjectNode condition = JsonNodeFactory.instance.objectNode();
    condition.put("key", HOST_LABEL).put("operator", "NotIn");
    ArrayNode values = condition.putArray("values");
    hosts.forEach(values::add);
    return condition;
  }

  private static ObjectNode child(ObjectNode parent, String field) {
    return parent.get(field) instanceof ObjectNode child ? child : parent.putObject(field);
  }

  private static ArrayNode list(ObjectNode parent, String field) {
    return parent.get(field) instanceof ArrayNode list ? list : parent.putArray(field);
  }
}
