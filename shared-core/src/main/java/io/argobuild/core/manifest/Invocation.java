package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** The call of a template: by a step, a task, a hook, or the workflow itself. */
public sealed interface Invocation permits Step, DagTask, LifecycleHook, Entry {
  ObjectNode raw();

  default String name() {
    return Fields.textOrEmpty(raw(), "name");
  }

  /** Name of a template in the caller's scope, or empty. */
  default String template() {
    return Fields.textOrEmpty(raw(), "template");
  }

  default Optional<TemplateRef> templateRef() {
    return Fields.object(raw(), "templateRef").map(TemplateRef::new);
  }

  default Optional<Template> inline() {
    return Fields.object(raw(), "inline").map(Template::new);
  }

  default Arguments arguments() {
    return new Arguments(Fields.objectOrNothing(raw(), "arguments"));
  }

  default String when() {
    return Fields.textOrEmpty(raw(), "when");
  }

  /** Whether a non-empty list, a parameter or a sequence makes this a loop (Argo 4.1.2). */
  default boolean isLoop() {
    JsonNode items = raw().get("withItems");
    return (items != null && items.isArray() && !items.isEmpty())
        || !Fields.textOrEmpty(raw(), "withParam").isEmpty()
        || raw().get("withSequence") instanceof ObjectNode;
  }

  default boolean continuesOnFailed() {
    return Fields.flag(raw().path("continueOn"), "failed");
  }

  default boolean continuesOnError() {
    return Fields.flag(raw().path("continueOn"), "error");
  }

  default Map<String, LifecycleHook> hooks() {
    return LifecycleHook.all(raw());
  }

  /** The exit handler: {@code onExit} wins over the hook named {@code exit} (Argo 4.1.2). */
  default Optional<LifecycleHook> exitHook() {
    String onExit = Fields.textOrEmpty(raw(), "onExit");
    return onExit.isEmpty()
        ? Optional.ofNullable(hooks().get(LifecycleHook.EXIT))
        : Optional.of(LifecycleHook.ofTemplate(onExit));
  }
}
