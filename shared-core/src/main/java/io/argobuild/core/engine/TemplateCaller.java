package io.argobuild.core.engine;

import io.argobuild.core.manifest.DagTask;
import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.manifest.RetryStrategy;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.TemplateType;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.template.TemplateCatalog;
import io.argobuild.core.template.TemplateDefaults;
import io.argobuild.core.template.TemplateException;
import io.argobuild.core.template.Variables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Executes a template for a call (Argo 4.1.2 {@code executeTemplate}, Argo 4.1.2). */
final class TemplateCaller {
  /** Argo's limit is 100 and counts the entrypoint as 1. */
  private static final int MAX_STACK = 99;

  private static final String TOO_DEEP =
      "Maximum recursion depth exceeded. See"
          + " https://argo-workflows.readthedocs.io/en/latest/scaling/#maximum-recursion-depth";

  private final Drive drive;
  private final Pass pass;

  TemplateCaller(Drive drive) {
    this.drive = drive;
    this.pass = drive.pass;
  }

  /** Starts the call's node, or takes it up again where it was left. */
  CallResult call(Call call) {
    NodeStatus node = pass.node(call.id());
    // A daemon that is up counts as fulfilled, but has still to be watched, and ended.
    boolean done = node != null && node.isFulfilled() && !node.daemoned();
    if (done || pass.frame(call.id()) != null) {
      return CallResult.STARTED;
    }
    if (call.stack() >= MAX_STACK) {
      // Argo lets this one error pass: the node fails, and with it what is around, step by step.
      fail(call, TOO_DEEP);
      return CallResult.STARTED;
    }
    if (!Turns.hasBegun(pass, call.id()) && drive.shutdown.isBlocked(call)) {
      return CallResult.BLOCKED;
    }
    try {
      TemplateCatalog.Found found =
          drive
              .definitions
              .catalog()
              .find(call.scope(), call.invocation(), pass.status().storedTemplates());
      store(found);
      Template template = TemplateDefaults.apply(found.template(), pass.spec());
      Template bound = bind(call, template);
      Optional<String> shown = DisplayNames.of(bound);
      CallResult result = drive.gates.enter(call, bound, found.scope());
      shown.ifPresent(name -> show(call, name));
      return result;
    } catch (TemplateException e) {
      return fail(call, e.text());
    }
  }

  private void show(Call call, String name) {
    NodeStatus node = pass.node(call.id());
    if (node != null) {
      pass.put(node.toBuilder().displayName(name).build());
    }
  }

  private Template bind(Call call, Template template) throws TemplateException {
    Variables globals =
        call.exitHandler() ? drive.globals.atEnd(rootPhase()) : drive.globals.variables();
    return drive.binding.bind(
        template, call.invocation().arguments(), globals, locals(call, template));
  }

  private String rootPhase() {
    NodeStatus root = pass.node(pass.workflow().name());
    return root == null ? pass.status().phase().argoName() : WorkflowEnd.phaseOf(root).argoName();
  }

  /** Starts a template for whose node nothing is waited for any more. */
  CallResult begin(Call call, Template template, String scope) {
    return retryStrategy(template).isPresent()
        ? drive.retries.start(call, template, scope)
        : start(call, template, scope);
  }

  /** Starts a template of the call's node itself, which may be an attempt. */
  CallResult start(Call call, Template template, String scope) {
    Optional<TemplateType> type = template.type();
    Turns.begin(pass, call.id());
    if (type.isEmpty()) {
      return fail(call, "Template '" + template.name() + "' missing specification");
    }
    return switch (type.get()) {
      case STEPS -> drive.steps.start(call, template, scope);
      case DAG -> drive.dags.start(call, template, scope);
      case SUSPEND -> drive.suspends.start(call, template);
      case CONTAINER, SCRIPT, CONTAINER_SET, HTTP -> drive.pods.start(call, template);
      case DATA -> drive.data.start(call, template);
      case RESOURCE -> drive.resources.start(call, template);
      case PLUGIN -> fail(call, unsupported(type.get()));
    };
  }

  private static String unsupported(TemplateType type) {
    return type.field() + " templates are not supported by this engine";
  }

  Optional<RetryStrategy> retryStrategy(Template template) {
    return template.retryStrategy().or(() -> pass.spec().retryStrategy());
  }

  /** Marks the call's node as errored, or makes one that is. */
  CallResult fail(Call call, String message) {
    if (pass.node(call.id()) == null) {
      pass.create(call, NodeType.Leaf.SKIPPED, NodePhase.ERROR, message);
    } else {
      pass.mark(call.id(), NodePhase.ERROR, message);
    }
    return new CallResult.Errored(message);
  }

  private Map<String, String> locals(Call call, Template template) {
    Map<String, String> locals = new LinkedHashMap<>();
    boolean pod = template.type().filter(TemplateType::isPod).isPresent();
    if (pod && retryStrategy(template).isEmpty()) {
      locals.put("pod.name", podName(call));
    }
    locals.put("node.name", call.name());
    String caller = call.invocation() instanceof DagTask ? "tasks.name" : "steps.name";
    locals.put(caller, call.invocation().name());
    return locals;
  }

  String podName(Call call) {
    Invocation invocation = call.invocation();
    String template =
        invocation.templateRef().map(ref -> ref.template()).orElse(invocation.template());
    return NodeId.podName(pass.workflow().name(), call.name(), template);
  }

  private void store(TemplateCatalog.Found found) {
    String key = found.storageKey();
    if (!key.isEmpty() && !pass.status().storedTemplates().has(key)) {
      var stored = pass.status().storedTemplates().deepCopy();
      stored.set(key, found.template().raw());
      pass.status(pass.status().withStoredTemplates(stored));
    }
  }
}
