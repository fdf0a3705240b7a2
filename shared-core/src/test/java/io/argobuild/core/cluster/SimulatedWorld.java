package io.argobuild.core.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.PodScript.Act;
import io.argobuild.core.cluster.local.SimulatedPod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Pods and a clock that moves only when somebody waits or {@link #advance}s it. Pods do what their
 * scripts say. Same calls, same events: there are no threads and no chance.
 */
public final class SimulatedWorld {
  private final Function<String, PodScript> scripts;
  private final int parallelPods;
  private final Duration startUp;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));
  private final Map<String, Played> pods = new LinkedHashMap<>();
  private final List<PodEventQueue> watches = new ArrayList<>();
  private final Set<String> claims = new TreeSet<>();
  private Instant now;
  private long number;

  /**
   * @param scripts what the pod of a name does
   * @param startUp from a pod's or container's turn to its start
   */
  public SimulatedWorld(
      Instant start, int parallelPods, Duration startUp, Function<String, PodScript> scripts) {
    this.now = start;
    this.parallelPods = parallelPods;
    this.startUp = startUp;
    this.scripts = scripts;
  }

  /** Names of the volume claims there are. */
  public Set<String> claims() {
    return claims;
  }

  private record Due(Instant at, long number, Runnable what) {}

  private static final class Played {
    private final SimulatedPod pod;
    private final PodScript script;
    private ObjectNode seen;
    private String deletionTimestamp = "";
    private boolean stopping;
    private boolean late;

    private Played(SimulatedPod pod, PodScript script) {
      this.pod = pod;
      this.script = script;
      this.seen = pod.current();
    }

    private ObjectNode current() {
      ObjectNode current = pod.current();
      if (!deletionTimestamp.isEmpty()) {
        current.withObjectProperty("metadata").put("deletionTimestamp", deletionTimestamp);
      }
      return current;
    }
  }

  public Instant now() {
    return now;
  }

  /** Lets time pass, and what is due in it happen. */
  public void advance(Duration by) {
    Instant end = now.plus(by);
    while (!due.isEmpty() && !due.peek().at().isAfter(end)) {
      happen();
    }
    now = end;
  }

  /** Lets the next thing happen if it is due by then; else it is then. */
  boolean step(Instant end) {
    if (due.isEmpty() || due.peek().at().isAfter(end)) {
      now = end;
      return false;
    }
    happen();
    return true;
  }

  private void happen() {
    Due next = due.remove();
    now = next.at();
    next.what().run();
  }

  private void in(Duration delay, Runnable what) {
    due.add(new Due(now.plus(delay), number++, what));
  }

  boolean create(ObjectNode given) {
    SimulatedPod.check(given);
    String name = Pods.name(given);
    if (pods.containsKey(name)) {
      return false;
    }
    ObjectNode pod = given.deepCopy();
    ObjectNode metadata = pod.withObjectProperty("metadata");
    metadata.put("uid", "uid-" + number++).put("creationTimestamp", now.toString());
    pod.withObjectProperty("spec").put("nodeName", "simulated");
    Played played = new Played(new SimulatedPod(pod), scripts.apply(name));
    pods.put(name, played);
    publish(played);
    in(startUp, this::startWaiting);
    return true;
  }

  private void startWaiting() {
    long running = pods.values().stream().filter(SimulatedWorld::counts).count();
    for (Played played : pods.values()) {
      boolean daemon = isDaemon(played);
      if (!played.pod.isStarted() && !played.pod.isEnded() && (daemon || running < parallelPods)) {
        running += daemon ? 0 : 1;
        start(played);
      }
    }
  }

  private static boolean counts(Played played) {
    return played.pod.isStarted() && !played.pod.isEnded() && !isDaemon(played);
  }

  private static boolean isDaemon(Played played) {
    return played
        .pod
        .pod()
        .path("metadata")
        .path("annotations")
        .path(Cluster.DAEMON_ANNOTATION)
        .asText("")
        .equals("true");
  }

  private void start(Played played) {
    played.pod.start(now);
    long deadline = played.pod.pod().path("spec").path("activeDeadlineSeconds").asLong(0);
    if (deadline > 0) {
      in(Duration.ofSeconds(deadline), () -> passDeadline(played));
    }
    goOn(played);
    publish(played);
  }

  private void passDeadline(Played played) {
    if (!played.pod.isEnded()) {
      played.late = true;
      terminate(played, Set.of(), Pods.grace(played.pod.pod()));
    }
  }

  /** Starts what comes next, or ends the pod. */
  private void goOn(Played played) {
    if (played.pod.isEnded()) {
      return;
    }
    for (String name : played.pod.initContainers()) {
      if (played.pod.isRunning(name)) {
        return;
      }
      if (!played.pod.isExited(name) && !played.stopping) {
        startContainer(played, name);
        return;
      }
      if (played.stopping || played.pod.isFailed(name)) {
        end(played);
        return;
      }
    }
    boolean running = false;
    for (String name : played.pod.mainContainers()) {
      if (!played.pod.isExited(name) && !played.pod.isRunning(name) && !played.stopping) {
        startContainer(played, name);
      }
      running |= played.pod.isRunning(name);
    }
    if (!running) {
      end(played);
    }
  }

  private void startContainer(Played played, String name) {
    played.pod.startContainer(name, now);
    Act act = played.script.act(name);
    in(act.lasts(), () -> exit(played, name, act.exitCode(), act.message()));
  }

  private void exit(Played played, String container, int code, String message) {
    if (played.pod.isRunning(container) && !played.pod.isEnded()) {
      played.pod.exit(container, code, message, now);
      goOn(played);
      publish(played);
    }
  }

  private void end(Played played) {
    played.pod.end(now, played.late);
    if (played.deletionTimestamp.isEmpty()) {
      in(Duration.ZERO, this::startWaiting);
    } else {
      in(Duration.ZERO, () -> remove(Pods.name(played.pod.pod()), played));
    }
  }

  private void remove(String name, Played played) {
    if (pods.remove(name, played)) {
      ObjectNode last = played.current();
      watches.forEach(watch -> watch.gone(last));
      in(Duration.ZERO, this::startWaiting);
    }
  }

  private void publish(Played played) {
    ObjectNode current = played.current();
    if (!current.equals(played.seen) || !played.pod.isStarted()) {
      played.seen = current;
      watches.forEach(watch -> watch.seen(current));
    }
  }

  private void terminate(Played played, Set<String> containers, Duration grace) {
    played.stopping |= containers.isEmpty();
    Set<String> names = new HashSet<>(containers);
    if (containers.isEmpty()) {
      names.addAll(played.pod.initContainers());
      names.addAll(played.pod.mainContainers());
    }
    for (String name : names) {
      Act act = played.script.act(name);
      int code = act.ignoresTerm() || grace.isZero() ? 137 : 143;
      in(code == 137 ? grace : Duration.ZERO, () -> exit(played, name, code, ""));
    }
    if (!played.pod.isStarted() && containers.isEmpty()) {
      end(played);
    }
    publish(played);
  }

  boolean delete(String name, Duration grace) {
    Played played = pods.get(name);
    if (played == null) {
      return false;
    }
    if (played.deletionTimestamp.isEmpty()) {
      played.deletionTimestamp = now.toString();
    }
    if (played.pod.isEnded()) {
      remove(name, played);
    } else {
      terminate(played, Set.of(), grace);
    }
    return true;
  }

  void terminate(String name, Set<String> containers, Duration grace) {
    Played played = pods.get(name);
    if (played != null && !played.pod.isEnded()) {
      terminate(played, containers, grace);
    }
  }

  /** The machine of a pod is lost: the pod fails at once. */
  public void lose(String name) {
    Played played = pods.get(name);
    if (played != null && !played.pod.isEnded()) {
      played.pod.lose(now);
      publish(played);
    }
  }

  /** Somebody else removes a pod, without a last word. */
  public void vanish(String name) {
    Played played = pods.get(name);
    if (played != null) {
      remove(name, played);
    }
  }

  /** Tells all states again, as a watch does that was interrupted. */
  public void repeatEvents() {
    for (Played played : pods.values()) {
      watches.forEach(watch -> watch.seen(played.current()));
    }
  }

  List<ObjectNode> list() {
    return pods.values().stream().map(Played::current).toList();
  }

  List<String> lines(String pod, String container) {
    Played played = pods.get(pod);
    if (played == null || !(played.pod.isRunning(container) || played.pod.isExited(container))) {
      return List.of();
    }
    return played.script.act(container).lines();
  }

  boolean isComplete(String pod, String container) {
    Played played = pods.get(pod);
    return played == null || played.pod.isEnded() || played.pod.isExited(container);
  }

  PodEventQueue watch(PodSelector selector) {
    PodEventQueue watch = new PodEventQueue(selector, list(), watches::remove);
    watches.add(watch);
    return watch;
  }
}
