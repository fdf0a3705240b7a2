package io.argobuild.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.engine.Action;
import io.argobuild.core.engine.Observation;
import io.argobuild.core.pod.PodProtocol;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Does actions on the threads of an executor and tells what came of them. Whatever happens, each
 * action is answered by {@link Message.Done} or {@link Message.Failed}.
 */
final class ActionRunner {
  private final Cluster cluster;
  private final PodLauncher launcher;
  private final NodeActions nodes;
  private final SharedActions shared;
  private final QueuedTasks tasks;
  private final Consumer<Message> answers;

  ActionRunner(
      Cluster cluster,
      NodeActions nodes,
      PodLauncher launcher,
      SharedActions shared,
      Executor executor,
      Consumer<Message> answers) {
    this.cluster = cluster;
    this.nodes = nodes;
    this.launcher = launcher;
    this.shared = shared;
    this.tasks = new QueuedTasks(executor);
    this.answers = answers;
  }

  /**
   * @param attempts how often it has been tried before
   */
  void run(Action action, int attempts) {
    tasks.submit(action.queue(), () -> answers.accept(answer(action, attempts)));
  }

  private Message answer(Action action, int attempts) {
    try {
      perform(action);
      return new Message.Done(action);
    } catch (ProblemException e) {
      return new Message.Failed(action, attempts + 1, e.problem());
    } catch (RuntimeException e) {
      return internal(action, attempts, e);
    } catch (Error e) {
      // The run must not wait for an answer for ever, whatever becomes of this thread.
      answers.accept(internal(action, attempts, e));
      throw e;
    }
  }

  private static Message internal(Action action, int attempts, Throwable cause) {
    Problem problem = RunProblems.internal(action.queue(), cause);
    return new Message.Failed(action, attempts + 1, problem);
  }

  private void perform(Action action) {
    if (action instanceof Action.ReadCache read) {
      answers.accept(new Message.Observed(shared.read(read)));
    } else if (action instanceof Action.NodeAction forNode) {
      nodes.perform(forNode).forEach(seen -> answers.accept(new Message.Observed(seen)));
    } else if (action instanceof Action.SharedAction all) {
      shared.perform(all, observation -> answers.accept(new Message.Observed(observation)));
    } else if (action instanceof Action.CreateClaim create) {
      cluster.createClaim(create.claim());
    } else if (action instanceof Action.CreatePod create) {
      cluster.create(launcher.equip(create.plan()));
    } else if (action instanceof Action.TerminatePod terminate) {
      terminate(terminate);
    } else if (action instanceof Action.DeletePod delete) {
      cluster
          .get(delete.podName())
          .ifPresent(pod -> cluster.delete(delete.podName(), Pods.grace(pod)));
    } else if (action instanceof Action.ReadPodOutput read) {
      String result =
          read.result() ? LogText.result(cluster, read.podName(), PodProtocol.MAIN) : null;
      String report =
          read.report() ? LogText.whole(cluster, read.podName(), PodProtocol.COLLECT) : null;
      var logs = new LogArchive(cluster, nodes.artifacts()).store(read.podName(), read.logs());
      answers.accept(
          new Message.Observed(
              new Observation.PodOutputRead(read.podName(), result, report, logs)));
    }
  }

  /** Ends what the user runs and lets the helper keep what was written by then. */
  private void terminate(Action.TerminatePod action) {
    Optional<ObjectNode> found = cluster.get(action.podName());
    if (found.isEmpty() || Pods.ended(found.get())) {
      return;
    }
    ObjectNode pod = found.get();
    Duration grace = action.grace() == null ? Pods.grace(pod) : action.grace();
    Set<String> containers = action.containers();
    if (containers.isEmpty() && hasBegun(pod)) {
      containers = userContainers(pod);
    }
    // Before main has begun there is nothing to keep, and nothing may begin any more.
    cluster.terminate(action.podName(), containers, grace);
  }

  private static boolean hasBegun(ObjectNode pod) {
    for (JsonNode status : pod.path("status").path("containerStatuses")) {
      JsonNode state = status.path("state");
      if (!PodProtocol.isHelper(status.path("name").asText())
          && (state.has("running") || state.has("terminated"))) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> userContainers(ObjectNode pod) {
    Set<String> names = new HashSet<>();
    for (JsonNode container : pod.path("spec").path("containers")) {
      String name = container.path("name").asText();
      if (!PodProtocol.isHelper(name)) {
        names.add(name);
      }
    }
    return names;
  }
}
