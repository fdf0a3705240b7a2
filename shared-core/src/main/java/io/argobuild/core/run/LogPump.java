package io.argobuild.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.LogRequest;
import io.argobuild.core.cluster.PodLog;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the logs of a run's pods, all of them in turns, without a thread for each. Containers are
 * announced by {@link #seen}; {@link #poll} reads what there is.
 */
final class LogPump {
  /** Of one log in a row, so that a chatty one does not keep the others waiting. */
  private static final int LINES_IN_A_ROW = 256;

  private static final int MAX_FAILURES = 5;

  private final Cluster cluster;
  private final BiPredicate<ObjectNode, String> wanted;
  private final LogCursors cursors;
  private final Consumer<RunEvent> events;
  private final Map<String, Followed> open = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param wanted which containers of which pods, by name
   */
  LogPump(
      Cluster cluster,
      BiPredicate<ObjectNode, String> wanted,
      LogCursors cursors,
      Consumer<RunEvent> events) {
    this.cluster = cluster;
    this.wanted = wanted;
    this.cursors = cursors;
    this.events = events;
  }

  /** A log that is being read. */
  private static final class Followed {
    private final String pod;
    private final String container;
    private final String nodeId;
    private final String displayName;
    private @Nullable PodLog log;
    private String position = "";
    private int failures;

    private Followed(String pod, String container, String nodeId, String displayName) {
      this.pod = pod;
      this.container = container;
      this.nodeId = nodeId;
      this.displayName = displayName;
    }
  }

  /**
   * Takes note of containers that have begun.
   *
   * @param displayName of the pod's node
   */
  synchronized void seen(ObjectNode pod, String nodeId, String displayName) {
    for (JsonNode status : pod.path("status").path("containerStatuses")) {
      String container = status.path("name").asText();
      JsonNode state = status.path("state");
      boolean begun = state.has("running") || state.has("terminated");
      String key = Pods.name(pod) + '/' + container;
      if (begun && wanted.test(pod, container) && known.add(key)) {
        open.put(key, new Followed(Pods.name(pod), container, nodeId, displayName));
      }
    }
  }

  /** Whether nothing of the pod's logs is left to read. */
  synchronized boolean isDrained(String pod) {
    return open.values().stream().noneMatch(followed -> followed.pod.equals(pod));
  }

  synchronized boolean isDrained() {
    return open.isEmpty();
  }

  /**
   * Reads on in every open log.
   *
   * @return whether there was anything
   */
  boolean poll() {
    List<Followed> round;
    synchronized (this) {
      round = new ArrayList<>(open.values());
    }
    boolean any = false;
    for (Followed followed : round) {
      any |= read(followed);
    }
    if (any) {
      cursors.flush();
    }
    return any;
  }

  /** Stops following; who comes next goes on where this ended. */
  void close() {
    Collection<Followed> rest;
    synchronized (this) {
      rest = new ArrayList<>(open.values());
      open.clear();
    }
    rest.forEach(LogPump::closeLog);
    cursors.close();
  }

  private boolean read(Followed followed) {
    String before = followed.position;
    try {
      PodLog log = followed.log == null ? open(followed) : followed.log;
      followed.log = log;
      read(followed, log);
    } catch (ProblemException e) {
      failed(followed, e.problem());
    }
    if (followed.position.equals(before)) {
      return false;
    }
    followed.failures = 0;
    cursors.set(followed.pod, followed.container, followed.position);
    return true;
  }

  private PodLog open(Followed followed) {
    if (followed.position.isEmpty()) {
      followed.position = cursors.position(followed.pod, followed.container);
    }
    LogRequest request = LogRequest.following(followed.container).from(followed.position);
    return cluster.log(followed.pod, request);
  }

  private void read(Followed followed, PodLog log) {
    for (int lines = 0; lines < LINES_IN_A_ROW; lines++) {
      PodLog.Item item = log.next(Duration.ZERO);
      if (item instanceof PodLog.End) {
        end(followed);
      }
      if (!(item instanceof PodLog.Line line)) {
        return;
      }
      events.accept(
          new RunEvent.PodLog(
              followed.nodeId,
              followed.displayName,
              followed.pod,
              followed.container,
              line.text()));
      followed.position = line.position();
    }
  }

  private void failed(Followed followed, Problem problem) {
    closeLog(followed);
    followed.log = null;
    followed.failures++;
    if (problem.kind() == ProblemClass.TRANSIENT && followed.failures < MAX_FAILURES) {
      return;
    }
    end(followed);
    if (problem.kind() != ProblemClass.NOT_FOUND) {
      events.accept(new RunEvent.Notice(problem.code(), problem.text()));
    }
  }

  private void end(Followed followed) {
    closeLog(followed);
    synchronized (this) {
      open.remove(followed.pod + '/' + followed.container);
    }
  }

  private static void closeLog(Followed followed) {
    if (followed.log != null) {
      followed.log.close();
    }
  }
}
