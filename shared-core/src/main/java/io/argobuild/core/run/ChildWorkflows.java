package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.engine.Observation;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.WorkflowPhase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The workflows that a run has made by resource templates. Each is a run of its own on the same
 * service; the run that made it is over when they are. May be used by any thread.
 */
final class ChildWorkflows {
  /** On workflows that others made: how many there are above. */
  private static final String DEPTH = "argo-build/depth";

  private static final int MAX_DEPTH = 8;

  private final Service service;
  private final Workflow parent;
  private final Supplier<List<ObjectNode>> resources;
  private final DriverOptions options;
  private final Consumer<RunEvent> events;
  private final Consumer<Message> mailbox;
  private final Map<String, Run> runs = new LinkedHashMap<>();

  /** What drives workflows. */
  interface Service {
    Run submit(
        Workflow workflow, List<ObjectNode> resources, DriverOptions options, RunListener listener);

    /** Takes over a run that nobody drives; {@code RUN_LOCKED} when somebody does. */
    Run attach(
        String name, List<ObjectNode> resources, DriverOptions options, RunListener listener);

    /** Any run there is, with its status. */
    Optional<Workflow> find(String name);

    /** Removes a run that has ended. */
    void delete(String name, List<ObjectNode> resources) throws InterruptedException;
  }

  /**
   * @param resources what the workflows may refer to
   * @param options of the run that makes them
   */
  ChildWorkflows(
      Service service,
      Workflow parent,
      Supplier<List<ObjectNode>> resources,
      DriverOptions options,
      Consumer<RunEvent> events,
      Consumer<Message> mailbox) {
    this.service = service;
    this.parent = parent;
    this.resources = resources;
    this.options = new DriverOptions(options.gc(), InterruptPolicy.STOP, options.logs());
    this.events = events;
    this.mailbox = mailbox;
  }

  Optional<Workflow> find(String name) {
    return service.find(name);
  }

  /** Goes on with those whose driver has died. */
  void takeOver(List<ObjectNode> manifests) {
    for (ObjectNode manifest : manifests) {
      try {
        ensure(manifest);
      } catch (ProblemException e) {
        events.accept(new RunEvent.Notice(e.problem().code(), e.problem().text()));
      }
    }
  }

  /**
   * Sees to it that a workflow runs, or has run.
   *
   * @param manifest with its name
   */
  synchronized void ensure(ObjectNode manifest) {
    String name = new Workflow(manifest).name();
    if (runs.containsKey(name)) {
      return;
    }
    Optional<Workflow> there = service.find(name);
    if (there.isEmpty()) {
      runs.put(name, service.submit(child(manifest), resources.get(), options, listener(name)));
    } else if (!isFinished(there.get())) {
      attach(name);
    }
  }

  private void attach(String name) {
    try {
      runs.put(name, service.attach(name, resources.get(), options, listener(name)));
    } catch (ProblemException e) {
      if (!e.problem().code().equals("RUN_LOCKED")) {
        throw e;
      }
      // Somebody drives it: it is enough to look at it.
    }
  }

  private static boolean isFinished(Workflow workflow) {
    return WorkflowPhase.of(Fields.textOrEmpty(workflow.status(), "phase")).isFulfilled();
  }

  private Workflow child(ObjectNode manifest) {
    int depth = depth(parent.raw()) + 1;
    if (depth > MAX_DEPTH) {
      throw RunProblems.tooDeep(MAX_DEPTH);
    }
    ObjectNode copy = manifest.deepCopy();
    ObjectNode metadata = (ObjectNode) copy.path("metadata");
    ObjectNode annotations =
        metadata.get("annotations") instanceof ObjectNode there
            ? there
            : metadata.putObject("annotations");
    annotations.put(DEPTH, Integer.toString(depth));
    return new Workflow(copy);
  }

  /** How many workflows are above. */
  private static int depth(ObjectNode workflow) {
    String text = Fields.textMap(workflow.path("metadata"), "annotations").getOrDefault(DEPTH, "0");
    // Whoever writes something else into it has no more workflows below.
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : MAX_DEPTH;
  }

  private RunListener listener(String name) {
    return event -> {
      if (event instanceof RunEvent.Started) {
        events.accept(new RunEvent.ChildChanged(name, WorkflowPhase.RUNNING));
      } else if (event instanceof RunEvent.PodLog log) {
        events.accept(
            new RunEvent.PodLog(
                log.nodeId(),
                name + '/' + log.displayName(),
                log.pod(),
                log.container(),
                log.line()));
      } else if (event instanceof RunEvent.Notice || event instanceof RunEvent.ChildChanged) {
        events.accept(event);
      } else if (event instanceof RunEvent.StatusChanged) {
        mailbox.accept(new Message.Observed(new Observation.ObjectsChanged()));
      } else if (event instanceof RunEvent.Finished finished) {
        if (!finished.outcome().detached()) {
          events.accept(new RunEvent.ChildChanged(name, finished.outcome().phase()));
        }
        mailbox.accept(new Message.Observed(new Observation.ObjectsChanged()));
      }
    };
  }

  /**
   * Removes a workflow; one that runs is told to end first.
   *
   * @return whether it is gone
   */
  synchronized boolean remove(String name) throws InterruptedException {
    Run run = runs.get(name);
    if (run != null && run.await(Duration.ZERO).isEmpty()) {
      run.terminate();
      return false;
    }
    if (service.find(name).isPresent()) {
      service.delete(name, resources.get());
    }
    runs.remove(name);
    return true;
  }

  /**
   * Waits for the end of all, after that of the run that made them. They are stopped if it was, or
   * failed: nobody waits for them any more.
   *
   * @param shutdown of the run that made them
   */
  void finish(String shutdown, WorkflowPhase phase) throws InterruptedException {
    for (Run run : all()) {
      if (shutdown.equals("Terminate")) {
        run.terminate();
      } else if (!shutdown.isEmpty() || phase != WorkflowPhase.SUCCEEDED) {
        run.stop("stopped with " + parent.name());
      }
    }
    for (Run run : all()) {
      try {
        run.await();
      } catch (ProblemException e) {
        events.accept(new RunEvent.Notice(e.problem().code(), e.problem().text()));
      }
    }
  }

  void interrupt() {
    all().forEach(Run::interrupt);
  }

  void detach() {
    all().forEach(Run::detach);
  }

  private synchronized List<Run> all() {
    return List.copyOf(runs.values());
  }
}
