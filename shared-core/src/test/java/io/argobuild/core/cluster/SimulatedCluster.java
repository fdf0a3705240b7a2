package io.argobuild.core.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A connection to a {@link SimulatedWorld}. Waiting for an event or a line lets the world's time
 * pass. Calls can be made to fail.
 */
public final class SimulatedCluster implements Cluster {

  /** Calls that can be made to fail. */
  public enum Call {
    CREATE,
    DELETE,
    TERMINATE,
    READ,
    LOG
  }

  private final SimulatedWorld world;
  private final Map<Call, Deque<Failure>> failures = new EnumMap<>(Call.class);
  private final List<PodEventQueue> watches = new ArrayList<>();
  private boolean closed;

  private record Failure(Problem problem, boolean afterwards) {}

  public SimulatedCluster(SimulatedWorld world) {
    this.world = world;
  }

  /**
   * The next call of the kind fails.
   *
   * @param afterwards whether it is carried out nevertheless, as when only the answer is lost
   */
  public void failNext(Call call, Problem problem, boolean afterwards) {
    failures.computeIfAbsent(call, any -> new ArrayDeque<>()).add(new Failure(problem, afterwards));
  }

  private void perform(Call call, Runnable action) {
    if (closed) {
      throw ClusterProblems.closed();
    }
    Failure failure = failures.getOrDefault(call, new ArrayDeque<>()).poll();
    if (failure == null || failure.afterwards()) {
      action.run();
    }
    if (failure != null) {
      throw new ProblemException(failure.problem());
    }
  }

  @Override
  public boolean create(ObjectNode pod) {
    boolean[] created = new boolean[1];
    perform(Call.CREATE, () -> created[0] = world.create(pod));
    return created[0];
  }

  @Override
  public boolean delete(String pod, Duration grace) {
    boolean[] deleted = new boolean[1];
    perform(Call.DELETE, () -> deleted[0] = world.delete(pod, grace));
    return deleted[0];
  }

  @Override
  public int deleteAll(PodSelector selector, Duration grace) {
    List<ObjectNode> selected = list(selector);
    selected.forEach(pod -> delete(Pods.name(pod), grace));
    return selected.size();
  }

  @Override
  public void terminate(String pod, Set<String> containers, Duration grace) {
    perform(Call.TERMINATE, () -> world.terminate(pod, containers, grace));
  }

  @Override
  public boolean createClaim(ObjectNode claim) {
    boolean[] created = new boolean[1];
    perform(Call.CREATE, () -> created[0] = world.claims().add(Pods.name(claim)));
    return created[0];
  }

  @Override
  public boolean deleteClaim(String name) {
    boolean[] deleted = new boolean[1];
    perform(Call.DELETE, () -> deleted[0] = world.claims().remove(name));
    return deleted[0];
  }

  @Override
  public Optional<ObjectNode> get(String pod) {
    return list(PodSelector.ALL).stream().filter(one -> Pods.name(one).equals(pod)).findFirst();
  }

  @Override
  public List<ObjectNode> list(PodSelector selector) {
    List<ObjectNode> selected = new ArrayList<>();
    perform(
        Call.READ, () -> world.list().stream().filter(selector::matches).forEach(selected::add));
    return List.copyOf(selected);
  }

  @Override
  public PodWatch watch(PodSelector selector) {
    List<PodWatch> opened = new ArrayList<>();
    perform(Call.READ, () -> opened.add(new TimedWatch(world.watch(selector))));
    return opened.get(0);
  }

  private final class TimedWatch implements PodWatch {
    private final PodEventQueue queue;

    private TimedWatch(PodEventQueue queue) {
      this.queue = queue;
      watches.add(queue);
    }

    @Override
    public List<ObjectNode> initial() {
      return queue.initial();
    }

    @Override
    public Optional<ClusterEvent> next(Duration timeout) {
      Instant end = world.now().plus(timeout);
      Optional<ClusterEvent> event = queue.next(Duration.ZERO);
      while (event.isEmpty() && !closed && world.step(end)) {
        event = queue.next(Duration.ZERO);
      }
      return event;
    }

    @Override
    public void close() {
      queue.close();
    }
  }

  @Override
  public PodLog log(String pod, LogRequest request) {
    ObjectNode there = get(pod).orElseThrow(() -> ClusterProblems.podNotFound(pod));
    boolean known = false;
    for (String field : List.of("initContainers", "containers")) {
      for (JsonNode container : there.path("spec").path(field)) {
        known |= container.path("name").asText().equals(request.container());
      }
    }
    if (!known) {
      throw ClusterProblems.containerNotFound(pod, request.container());
    }
    List<PodLog> opened = new ArrayList<>();
    perform(Call.LOG, () -> opened.add(new TimedLog(pod, request)));
    return opened.get(0);
  }

  private final class TimedLog implements PodLog {
    private final String pod;
    private final LogRequest request;
    private List<String> lines = List.of();
    private int at;

    private TimedLog(String pod, LogRequest request) {
      this.pod = pod;
      this.request = request;
      this.at = request.position().isEmpty() ? 0 : Integer.parseInt(request.position());
    }

    @Override
    public Item next(Duration timeout) {
      Instant end = world.now().plus(timeout);
      while (true) {
        List<String> now = world.lines(pod, request.container());
        // A pod that is gone has said what it had said.
        lines = now.isEmpty() ? lines : now;
        if (at < lines.size()) {
          return new Line(lines.get(at++), Integer.toString(at));
        }
        if (!request.follow() || closed || world.isComplete(pod, request.container())) {
          return new End();
        }
        if (!world.step(end)) {
          return new NothingYet();
        }
      }
    }

    @Override
    public void close() {
      at = Integer.MAX_VALUE;
    }
  }

  @Override
  public void close() {
    closed = true;
    watches.forEach(PodEventQueue::close);
  }
}
