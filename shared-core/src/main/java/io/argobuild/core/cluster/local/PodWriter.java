package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.cluster.local.PodPlan.ContainerPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes the folder of a new pod: aside, then it is there at once and whole. */
final class PodWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalClusterOptions options;
  private final ContainerRuntime runtime;

  PodWriter(LocalClusterOptions options, ContainerRuntime runtime) {
    this.options = options;
    this.runtime = runtime;
  }

  /**
   * @param order place in the queue
   * @return false if it was there
   */
  boolean write(ObjectNode given, long order) throws IOException {
    ObjectNode pod = completed(given);
    Path folder = options.workDir().resolve("pods").resolve(Pods.name(pod));
    Path building = options.workDir().resolve("trash").resolve(Trash.NEW + UUID.randomUUID());
    try {
      FileTree.privateFolder(building);
      build(pod, order, building, folder);
      Files.move(building, folder, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (FileSystemException e) {
      if (Files.isDirectory(folder)) {
        return false;
      }
      throw e;
    } finally {
      FileTree.delete(building);
    }
  }

  private ObjectNode completed(ObjectNode given) {
    ObjectNode pod = given.deepCopy();
    pod.remove("status");
    ObjectNode metadata = pod.withObjectProperty("metadata");
    putIfAbsent(metadata, "namespace", options.namespace());
    putIfAbsent(metadata, "uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", PodStatus.time(options.clock().instant()));
    ObjectNode spec = pod.withObjectProperty("spec");
    spec.put("nodeName", options.nodeName());
    putIfAbsent(spec, "restartPolicy", "Never");
    return pod;
  }

  private static void putIfAbsent(ObjectNode to, String field, String value) {
    if (to.path(field).asText("").isEmpty()) {
      to.put(field, value);
    }
  }

  private void build(ObjectNode pod, long order, Path building, Path folder) throws IOException {
    for (String part : List.of("containers", "volumes", "state", "logs", "requests")) {
      Files.createDirectory(building.resolve(part));
    }
    Map<String, VolumeSource> volumes =
        new VolumeBuilder(
                pod,
                options.configs(),
                building,
                folder,
                options.workDir().resolve("volumes"),
                !runtime.runsImages())
            .build();
    PodPlan plan =
        new PodCompiler(
                pod, volumes, options.configs(), options.images(), runtime.runsImages(), folder)
            .compile();
    PodFolder.writePod(building, pod);
    PodFolder.writeOrder(building, order);
    writePlan(plan, building);
    writeHosts(pod, building);
    for (ContainerPlan container : plan.containers()) {
      Files.createDirectory(new PodFolder(building).container(container.name()));
      Path told = PodFolder.terminationFile(building, container.name());
      FileTree.mode(Files.createFile(told), 0666);
      // Whoever reads the log from now on holds it, even if the pod is gone before he looks again.
      Files.createFile(new PodFolder(building).log(container.name()));
      runtime.prepare(plan, container, building, folder);
    }
  }

  private static void writePlan(PodPlan plan, Path building) throws IOException {
    String text =
        "INIT="
            + Shell.quote(String.join(" ", plan.initOrder()))
            + "\nMAIN="
            + Shell.quote(String.join(" ", plan.mainOrder()))
            + "\nBLOCKED="
            + Shell.quote(String.join(" ", plan.blocked().keySet()))
            + "\nDEADLINE="
            + (plan.deadlineSeconds() == null ? "" : plan.deadlineSeconds())
            + "\nGRACE="
            + plan.graceSeconds()
            + "\n";
    Files.writeString(building.resolve("plan"), text, StandardCharsets.UTF_8);
    ObjectNode blocked = JSON.createObjectNode();
    plan.blocked()
        .forEach(
            (name, why) ->
                blocked.putObject(name).put("reason", why.reason()).put("message", why.message()));
    if (!blocked.isEmpty()) {
      Path file = building.resolve("state").resolve(RecordReader.BLOCKED);
      FileTree.writePrivate(file, JSON.writeValueAsBytes(blocked));
    }
  }

  private static void writeHosts(JsonNode pod, Path building) throws IOException {
    JsonNode aliases = pod.path("spec").path("hostAliases");
    if (aliases.isEmpty()) {
      return;
    }
    Path own = Path.of("/etc/hosts");
    StringBuilder hosts = new StringBuilder(Files.exists(own) ? Files.readString(own) : "");
    for (JsonNode alias : aliases) {
      hosts.append('\n').append(alias.path("ip").asText());
      alias.path("hostnames").forEach(name -> hosts.append('\t').append(name.asText()));
    }
    Path file = PodFolder.hostsFile(building);
    Files.writeString(file, hosts.append('\n'), StandardCharsets.UTF_8);
    FileTree.mode(file, 0644);
  }
}
