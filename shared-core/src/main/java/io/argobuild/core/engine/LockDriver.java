package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.gate.Lock;
import io.argobuild.core.gate.LockRequest;
import io.argobuild.core.gate.LockTable;
import io.argobuild.core.gate.LockView;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.template.TemplateException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the locks of a workflow and of its nodes (Argo 4.1.2). */
final class LockDriver {
  /** How often it is looked whether other processes have given locks back. */
  static final Duration RECHECK = Duration.ofSeconds(2);

  private final Drive drive;
  private final Pass pass;
  private final Synchronization requests;

  LockDriver(Drive drive, Synchronization requests) {
    this.drive = drive;
    this.pass = drive.pass;
    this.requests = requests;
  }

  Synchronization requests() {
    return requests;
  }

  private RunPlan.Gates gates() {
    return pass.plan().gates();
  }

  private void gates(RunPlan.Gates next) {
    pass.plan(pass.plan().withGates(next));
  }

  /** Takes up what is recorded; what a driver before did not come to give back is free. */
  void restore() {
    Map<String, LockRequest> held =
        LockStatus.held(pass.status().rest(), requests.holder(Pass.WORKFLOW));
    RunPlan.Gates gates = RunPlan.Gates.NONE;
    for (var entry : held.entrySet()) {
      NodeStatus node = pass.node(entry.getKey());
      boolean own = entry.getKey().equals(Pass.WORKFLOW);
      if (own || (node != null && !node.isFulfilled())) {
        gates = gates.holds(entry.getKey(), entry.getValue());
      }
    }
    gates(gates);
    boolean locks =
        !held.isEmpty()
            || pass.spec().raw().findValue(LockStatus.FIELD) != null
            || pass.status().storedTemplates().findValue(LockStatus.FIELD) != null;
    if (locks) {
      pass.act(new Action.RetainLocks(List.copyOf(gates.held().values())));
    }
  }

  /**
   * Has the workflow wait for its own locks.
   *
   * @return whether it may run
   */
  boolean admits(boolean first) {
    Optional<ObjectNode> wanted = pass.spec().synchronization();
    boolean begun = pass.status().phase() == WorkflowPhase.RUNNING;
    if (wanted.isEmpty() || begun || gates().held().containsKey(Pass.WORKFLOW)) {
      return true;
    }
    if (drive.shutdown.isOn()) {
      String message = "Stopped with strategy '" + drive.shutdown.strategy() + "'";
      drive.end.finish(WorkflowPhase.FAILED, message);
      return false;
    }
    if (!first) {
      return false;
    }
    try {
      LockRequest request = requests.request(Pass.WORKFLOW, wanted.get());
      if (request.locks().isEmpty()) {
        return true;
      }
      pass.status(pass.status().withPhase(WorkflowPhase.PENDING, ""));
      ask(Pass.WORKFLOW, request);
    } catch (TemplateException e) {
      drive.end.finish(
          WorkflowPhase.FAILED, "Failed to acquire the synchronization lock. " + e.text());
    }
    return false;
  }

  void ask(String id, LockRequest request) {
    gates(gates().waits(id, request));
    pass.wishes().ask(request);
    pass.wake(Pass.LOCKS, pass.now().plus(RECHECK));
  }

  /** Looks again, as other processes tell nobody. */
  void recheck() {
    if (!gates().waiting().isEmpty()) {
      gates().waiting().values().forEach(pass.wishes()::ask);
      pass.wake(Pass.LOCKS, pass.now().plus(RECHECK));
    }
  }

  void seen(LockView view) {
    Map<String, Integer> before = counts(gates().seen());
    boolean untold = false;
    if (!gates().seen().equals(view.holders())) {
      gates(gates().sees(view.holders()));
      untold = !before.equals(counts(view.holders()));
    }
    view.holds().forEach(this::granted);
    if (gates().waiting().isEmpty()) {
      pass.cancelWake(Pass.LOCKS);
      return;
    }
    if (untold || hasUntold()) {
      gates().waiting().forEach(this::tell);
    }
    breakDeadlock();
  }

  private static Map<String, Integer> counts(Map<String, List<String>> holders) {
    Map<String, Integer> counts = new HashMap<>();
    holders.forEach((lock, who) -> counts.put(lock, who.size()));
    return counts;
  }

  private void granted(LockTable.Hold hold) {
    String id = LockStatus.nodeOf(hold.holder(), requests.holder(Pass.WORKFLOW));
    LockRequest request = gates().waiting().get(id);
    // What was given for an earlier request has been given back meanwhile.
    if (request == null || request.ticket() != hold.ticket()) {
      return;
    }
    gates(gates().holds(id, request));
    if (pass.frame(id) instanceof Frame.Gate gate) {
      drive.gates.granted(gate);
    }
  }

  private boolean hasUntold() {
    return gates().waiting().keySet().stream()
        .anyMatch(
            id ->
                id.equals(Pass.WORKFLOW)
                    ? pass.status().message().isEmpty()
                    : pass.existing(id).message().isEmpty());
  }

  /** Tells at what it stands with the first lock that keeps somebody back. */
  private void tell(String id, LockRequest request) {
    Map<String, List<String>> holders = gates().seen();
    Lock lock =
        request.locks().stream()
            .filter(l -> holders.getOrDefault(l.name(), List.of()).size() >= l.limit())
            .findFirst()
            .orElse(request.locks().get(0));
    int free = lock.limit() - holders.getOrDefault(lock.name(), List.of()).size();
    String message =
        "Waiting for %s lock. Lock status: %d/%d".formatted(lock.name(), free, lock.limit());
    if (id.equals(Pass.WORKFLOW)) {
      pass.status(pass.status().withPhase(WorkflowPhase.PENDING, message));
    } else {
      NodeStatus node = pass.existing(id);
      pass.put(node.toBuilder().waitingFor(lock.name()).message(message).build());
    }
  }

  /** Fails one of several nodes that wait for each other; Argo lets them wait for ever. */
  private void breakDeadlock() {
    Deadlock.find(pass)
        .ifPresent(
            deadlock -> {
              if (pass.frame(deadlock.nodeId()) instanceof Frame.Gate gate) {
                drive.failures.raise(gate.call(), deadlock.message());
              }
            });
  }

  /** When the workflow ends: its locks are given back when no pod of it runs any more. */
  void end() {
    if (!gates().held().isEmpty() || !gates().waiting().isEmpty()) {
      gates(RunPlan.Gates.NONE);
      pass.wishes().clear();
      pass.act(new Action.RetainLocks(List.of()));
    }
  }
}
