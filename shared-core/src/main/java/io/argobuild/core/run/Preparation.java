package io.argobuild.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Workflow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes of a manifest and options the workflow that runs, as {@code argo submit} does. */
final class Preparation {
  private Preparation() {}

  /** In the manifest's namespace. */
  static Workflow prepare(
      RunOptions options, Map<String, String> fromFiles, Instant now, RandomGenerator random) {
    String own = options.workflow().namespace();
    return prepare(options, fromFiles, own.isEmpty() ? "default" : own, now, random);
  }

  /**
   * @param fromFiles the parameters of parameter files
   * @param namespace where it runs
   * @param now its creation time
   * @return with name, uid, namespace and creation time, without status
   */
  static Workflow prepare(
      RunOptions options,
      Map<String, String> fromFiles,
      String namespace,
      Instant now,
      RandomGenerator random) {
    ObjectNode whole = options.workflow().raw().deepCopy();
    whole.remove("status");
    ObjectNode metadata = child(whole, "metadata");
    String name = name(options, random);
    metadata.put("name", name);
    metadata.put("uid", new UUID(random.nextLong(), random.nextLong()).toString());
    metadata.put("creationTimestamp", now.truncatedTo(ChronoUnit.SECONDS).toString());
    metadata.put("namespace", namespace);
    if (!options.labels().isEmpty()) {
      ObjectNode labels = child(metadata, "labels");
      options.labels().forEach(labels::put);
    }
    ObjectNode spec = child(whole, "spec");
    if (!options.entrypoint().isEmpty()) {
      spec.put("entrypoint", options.entrypoint());
    }
    Map<String, String> parameters = new LinkedHashMap<>(options.parameters());
    fromFiles.forEach(parameters::putIfAbsent);
    if (!parameters.isEmpty()) {
      override(child(spec, "arguments"), parameters);
    }
    return new Workflow(whole);
  }

  /** Whether another try gives another name. */
  static boolean isGenerated(RunOptions options) {
    return options.name().isEmpty()
        && (!options.generateName().isEmpty() || options.workflow().name().isEmpty());
  }

  private static String name(RunOptions options, RandomGenerator random) {
    if (!options.name().isEmpty()) {
      return RunName.checked(options.name());
    }
    if (!isGenerated(options)) {
      return RunName.checked(options.workflow().name());
    }
    String prefix =
        options.generateName().isEmpty()
            ? options.workflow().generateName()
            : options.generateName();
    if (prefix.isEmpty()) {
      throw RunProblems.noName();
    }
    return RunName.checked(RunName.generate(prefix, random));
  }

  /** Overridden ones come first and lose whatever the manifest says of them (Argo 4.1.2). */
  private static void override(ObjectNode arguments, Map<String, String> values) {
    ArrayNode parameters = arguments.arrayNode();
    values.forEach((name, value) -> parameters.add(Parameter.of(name, value).raw()));
    for (JsonNode parameter : arguments.path("parameters")) {
      if (!values.containsKey(Fields.textOrEmpty(parameter, "name"))) {
        parameters.add(parameter);
      }
    }
    arguments.set("parameters", parameters);
  }

  private static ObjectNode child(ObjectNode parent, String field) {
    return parent.get(field) instanceof ObjectNode object ? object : parent.putObject(field);
  }
}
