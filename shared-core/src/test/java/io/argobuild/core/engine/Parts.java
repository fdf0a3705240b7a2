package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Parts of templates, steps and tasks, in Argo's words. */
public final class Parts {
  private Parts() {}

  // Steps and tasks

  /** Names the template; without it a step or task runs a container of its own. */
  public static Part calls(String template) {
    return call -> call.put("template", template);
  }

  public static Part after(String... tasks) {
    return call -> List.of(tasks).forEach(call.withArrayProperty("dependencies")::add);
  }

  public static Part depends(String condition) {
    return call -> call.put("depends", condition);
  }

  public static Part when(String condition) {
    return call -> call.put("when", condition);
  }

  public static Part withItems(String... items) {
    return call -> List.of(items).forEach(call.withArrayProperty("withItems")::add);
  }

  public static Part withParam(String list) {
    return call -> call.put("withParam", list);
  }

  public static Part withCount(int count) {
    return call -> call.withObjectProperty("withSequence").put("count", Integer.toString(count));
  }

  public static Part continueOnFailed() {
    return call -> call.withObjectProperty("continueOn").put("failed", true);
  }

  public static Part continueOnError() {
    return call -> call.withObjectProperty("continueOn").put("error", true);
  }

  public static Part argument(String name, String value) {
    return call ->
        arguments(call).withArrayProperty("parameters").add(parameter(call, name, value));
  }

  public static Part artifactArgument(String name, String from) {
    return call ->
        arguments(call)
            .withArrayProperty("artifacts")
            .add(call.objectNode().put("name", name).put("from", from));
  }

  private static ObjectNode arguments(ObjectNode call) {
    return call.withObjectProperty("arguments");
  }

  static ObjectNode parameter(ObjectNode factory, String name, String value) {
    return factory.objectNode().put("name", name).put("value", value);
  }

  public static Part hook(String name, String expression, String template) {
    return call ->
        call.withObjectProperty("hooks")
            .putObject(name)
            .put("expression", expression)
            .put("template", template);
  }

  public static Part exitHook(String template) {
    return call -> call.withObjectProperty("hooks").putObject("exit").put("template", template);
  }

  // Templates

  public static Part retry(int limit) {
    return template -> template.withObjectProperty("retryStrategy").put("limit", limit);
  }

  public static Part retryPolicy(String policy) {
    return template -> template.withObjectProperty("retryStrategy").put("retryPolicy", policy);
  }

  public static Part retryExpression(String expression) {
    return template -> template.withObjectProperty("retryStrategy").put("expression", expression);
  }

  /** Empty texts leave a field out. */
  public static Part backoff(String duration, int factor, String maxDuration) {
    return template -> {
      ObjectNode backoff =
          template
              .withObjectProperty("retryStrategy")
              .putObject("backoff")
              .put("duration", duration)
              .put("factor", factor);
      if (!maxDuration.isEmpty()) {
        backoff.put("maxDuration", maxDuration);
      }
    };
  }

  public static Part parallelism(int limit) {
    return owner -> owner.put("parallelism", limit);
  }

  public static Part failFast() {
    return template -> template.put("failFast", true);
  }

  public static Part daemon() {
    return template -> template.put("daemon", true);
  }

  public static Part timeout(String duration) {
    return template -> template.put("timeout", duration);
  }

  public static Part deadlineSeconds(int seconds) {
    return owner -> owner.put("activeDeadlineSeconds", seconds);
  }

  public static Part input(String name) {
    return template -> inputs(template).addObject().put("name", name);
  }

  public static Part input(String name, String otherwise) {
    return template -> inputs(template).addObject().put("name", name).put("default", otherwise);
  }

  private static ArrayNode inputs(ObjectNode template) {
    return template.withObjectProperty("inputs").withArrayProperty("parameters");
  }

  public static Part inputArtifact(String name) {
    return template ->
        template
            .withObjectProperty("inputs")
            .withArrayProperty("artifacts")
            .addObject()
            .put("name", name)
            .put("path", "/in/" + name);
  }

  /** A parameter that a pod writes to a file. */
  public static Part output(String name) {
    return template ->
        outputs(template)
            .addObject()
            .put("name", name)
            .putObject("valueFrom")
            .put("path", "/out/" + name);
  }

  /** A parameter that a suspended node is given. */
  public static Part suppliedOutput(String name) {
    return template ->
        outputs(template)
            .addObject()
            .put("name", name)
            .putObject("valueFrom")
            .putObject("supplied");
  }

  /** A parameter that steps or tasks give. */
  public static Part outputFrom(String name, String tag) {
    return template ->
        outputs(template)
            .addObject()
            .put("name", name)
            .putObject("valueFrom")
            .put("parameter", tag);
  }

  public static Part globalOutput(String name, String globalName) {
    return template ->
        outputs(template)
            .addObject()
            .put("name", name)
            .put("globalName", globalName)
            .putObject("valueFrom")
            .put("path", "/out/" + name);
  }

  private static ArrayNode outputs(ObjectNode template) {
    return template.withObjectProperty("outputs").withArrayProperty("parameters");
  }

  public static Part outputArtifact(String name) {
    return template ->
        template
            .withObjectProperty("outputs")
            .withArrayProperty("artifacts")
            .addObject()
            .put("name", name)
            .put("path", "/out/" + name);
  }

  /** Of a template or of a whole workflow. */
  public static Part mutex(String name) {
    return owner ->
        owner
            .withObjectProperty("synchronization")
            .withArrayProperty("mutexes")
            .addObject()
            .put("name", name);
  }

  public static Part semaphore(String configMap, String key) {
    return owner ->
        owner
            .withObjectProperty("synchronization")
            .withArrayProperty("semaphores")
            .addObject()
            .putObject("configMapKeyRef")
            .put("name", configMap)
            .put("key", key);
  }

  /**
   * @param maxAge empty for any age
   */
  public static Part memoize(String cache, String key, String maxAge) {
    return template -> {
      ObjectNode memoize = template.putObject("memoize").put("key", key);
      memoize.putObject("cache").putObject("configMap").put("name", cache);
      if (!maxAge.isEmpty()) {
        memoize.put("maxAge", maxAge);
      }
    };
  }

  /** Any other field with a text. */
  public static Part text(String field, String value) {
    return object -> object.put(field, value);
  }
}
