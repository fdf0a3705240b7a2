package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.pod.PodProtocol;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowPhase;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads the logs of a run's pods for somebody who does not drive it. */
final class LogReader {
  private static final long INTERVAL_MILLIS = 100;

  private final Cluster cluster;
  private final Supplier<Workflow> workflow;
  private final LogQuery query;
  private final Consumer<RunEvent.PodLog> lines;

  LogReader(
      Cluster cluster,
      Supplier<Workflow> workflow,
      LogQuery query,
      Consumer<RunEvent.PodLog> lines) {
    this.cluster = cluster;
    this.workflow = workflow;
    this.query = query;
    this.lines = lines;
  }

  void read() throws InterruptedException {
    if (query.follow()) {
      follow();
    } else {
      pods().forEach((pod, node) -> print(pod, node));
    }
  }

  private void print(ObjectNode pod, NodeStatus node) {
    int tail = query.tail() < 0 ? Integer.MAX_VALUE : query.tail();
    List<String> text = LogText.tail(cluster, Pods.name(pod), query.container(), tail);
    for (String line : text) {
      lines.accept(
          new RunEvent.PodLog(
              node.id(), node.displayName(), Pods.name(pod), query.container(), line));
    }
  }

  private void follow() throws InterruptedException {
    LogPump pump =
        new LogPump(
            cluster,
            (pod, container) -> container.equals(query.container()),
            LogCursors.none(),
            this::take);
    try {
      boolean finished;
      do {
        finished = isFinished();
        pods().forEach((pod, node) -> pump.seen(pod, node.id(), node.displayName()));
        while (pump.poll()) {
          // Until there is nothing more for now.
          continue;
        }
        TimeUnit.MILLISECONDS.sleep(finished ? 0 : INTERVAL_MILLIS);
      } while (!finished || !pump.isDrained());
    } finally {
      pump.close();
    }
  }

  private void take(RunEvent event) {
    if (event instanceof RunEvent.PodLog line) {
      lines.accept(line);
    }
  }

  private boolean isFinished() {
    String phase = Fields.textOrEmpty(workflow.get().status(), "phase");
    return WorkflowPhase.of(phase).isFulfilled();
  }

  private Map<ObjectNode, NodeStatus> pods() {
    Map<String, NodeStatus> nodes = new HashMap<>();
    Workflow now = workflow.get();
    StatusReader.nodes(now.status()).forEach(node -> nodes.put(node.id(), node));
    Map<ObjectNode, NodeStatus> found = new LinkedHashMap<>();
    for (ObjectNode pod : cluster.list(PodSelector.workflow(now.name()))) {
      String id =
          pod.path("metadata").path("annotations").path(PodProtocol.NODE_ID_ANNOTATION).asText("");
      NodeStatus node = nodes.get(id);
      if (node != null && isMeant(pod, node)) {
        found.put(pod, node);
      }
    }
    return found;
  }

  private boolean isMeant(ObjectNode pod, NodeStatus node) {
    String meant = query.node();
    return meant.isEmpty()
        || meant.equals(node.id())
        || meant.equals(node.name())
        || meant.equals(node.displayName())
        || meant.equals(Pods.name(pod));
  }
}
