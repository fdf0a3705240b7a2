package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.ConfigLookup;
import io.argobuild.core.cluster.ImageTable;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.cluster.local.PodPlan.ContainerPlan;
import io.argobuild.core.cluster.local.PodPlan.Mount;
import io.argobuild.core.cluster.local.PodPlan.RunAs;
import io.argobuild.core.cluster.local.PodRecord.Blocked;
import io.argobuild.core.pod.Quantity;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a pod; touches no file. */
final class PodCompiler {
  private static final String DEFAULT_TERMINATION_PATH = "/dev/termination-log";

  private final JsonNode pod;
  private final String podName;
  private final Map<String, VolumeSource> volumes;
  private final EnvResolver envResolver;
  private final ImageTable images;
  private final boolean runsImages;
  private final Path folder;

  /**
   * @param folder where the pod's folder will be
   * @param runsImages whether the image tells what runs when the container does not
   */
  PodCompiler(
      ObjectNode pod,
      Map<String, VolumeSource> volumes,
      ConfigLookup lookup,
      ImageTable images,
      boolean runsImages,
      Path folder) {
    this.pod = pod;
    this.podName = Pods.name(pod);
    this.volumes = volumes;
    String node = pod.path("spec").path("nodeName").asText();
    this.envResolver = new EnvResolver(lookup, new PodFields(pod, node), pod);
    this.images = images;
    this.runsImages = runsImages;
    this.folder = folder;
  }

  PodPlan compile() {
    List<ContainerPlan> containers = new ArrayList<>();
    Map<String, Blocked> blocked = new LinkedHashMap<>();
    List<String> initOrder = new ArrayList<>();
    List<String> mainOrder = new ArrayList<>();
    for (JsonNode container : pod.path("spec").path("initContainers")) {
      initOrder.add(container.path("name").asText());
      add(container, containers, blocked);
    }
    for (JsonNode container : pod.path("spec").path("containers")) {
      mainOrder.add(container.path("name").asText());
      add(container, containers, blocked);
    }
    JsonNode deadline = pod.path("spec").path("activeDeadlineSeconds");
    return new PodPlan(
        (ObjectNode) pod,
        containers,
        initOrder,
        mainOrder,
        blocked,
        deadline.isNumber() ? (Long) deadline.asLong() : null,
        Pods.grace(pod).toSeconds());
  }

  private void add(JsonNode container, List<ContainerPlan> to, Map<String, Blocked> blocked) {
    try {
      to.add(container(container));
    } catch (ConfigError e) {
      blocked.put(
          container.path("name").asText(), new Blocked("CreateContainerConfigError", e.text()));
    }
  }

  private ContainerPlan container(JsonNode container) throws ConfigError {
    RunAs runAs = runAs(container);
    Map<String, String> env = envResolver.resolve(container);
    Optional<ImageTable.Entry> entry = images.find(container.path("image").asText(""));
    List<String> command = words(container.path("command"), env);
    List<String> args = words(container.path("args"), env);
    if (command.isEmpty()) {
      if (entry.isEmpty() && !runsImages) {
        throw entrypointUnknown(container);
      }
      command = entry.map(ImageTable.Entry::entrypoint).orElse(List.of());
      if (!container.path("args").isArray()) {
        args = entry.map(ImageTable.Entry::cmd).orElse(List.of());
      }
    }
    return new ContainerPlan(
        container.path("name").asText(),
        container.path("image").asText(""),
        command,
        args,
        env,
        container.path("workingDir").asText(""),
        mounts(container, env),
        runAs,
        memory(container));
  }

  private RuntimeException entrypointUnknown(JsonNode container) {
    String image = container.path("image").asText("");
    return ClusterProblems.configuration(
        ClusterProblems.ENTRYPOINT_UNKNOWN,
        podName,
        "failed to look-up entrypoint/cmd for image \""
            + image
            + "\", you must either explicitly specify the command, or list the image's command in"
            + " the index:"
            + " https://argo-workflows.readthedocs.io/en/latest/workflow-executors/#emissary-emissary:"
            + " images are not pulled when pods run in a sandbox, and the table of images has no"
            + " entry for it",
        "Give container " + container.path("name").asText() + " a command");
  }

  private static List<String> words(JsonNode list, Map<String, String> env) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(VarExpansion.expand(word.asText(), env)));
    return words;
  }

  private static @Nullable Long memory(JsonNode container) {
    String limit = container.path("resources").path("limits").path("memory").asText("");
    Optional<BigDecimal> bytes = Quantity.parse(limit).filter(value -> value.signum() > 0);
    return bytes.map(value -> value.min(BigDecimal.valueOf(1L << 60)).longValue()).orElse(null);
  }

  private @Nullable RunAs runAs(JsonNode container) throws ConfigError {
    JsonNode user = security(container, "runAsUser");
    JsonNode group = security(container, "runAsGroup");
    if (security(container, "runAsNonRoot").asBoolean()) {
      String where =
          " (pod: \""
              + podName
              + "_"
              + pod.path("metadata").path("namespace").asText()
              + "("
              + pod.path("metadata").path("uid").asText()
              + ")\", container: "
              + container.path("name").asText()
              + ")";
      if (!user.isNumber()) {
        throw new ConfigError("container has runAsNonRoot and image will run as root" + where);
      }
      if (user.asLong() == 0) {
        throw new ConfigError("container's runAsUser breaks non-root policy" + where);
      }
    }
    return user.isNumber() ? new RunAs(user.asLong(), group.asLong(0)) : null;
  }

  private JsonNode security(JsonNode container, String field) {
    JsonNode own = container.path("securityContext").path(field);
    return own.isMissingNode() || own.isNull()
        ? pod.path("spec").path("securityContext").path(field)
        : own;
  }

  private List<Mount> mounts(JsonNode container, Map<String, String> env) throws ConfigError {
    List<Mount> mounts = new ArrayList<>();
    for (JsonNode mount : container.path("volumeMounts")) {
      VolumeSource source = volumes.get(mount.path("name").asText());
      if (source == null) {
        throw new IllegalStateException("validated before: " + mount);
      }
      mounts.add(
          new Mount(
              source.path(),
              subPath(mount, env),
              normal(mount.path("mountPath").asText()),
              source.readOnly() || mount.path("readOnly").asBoolean()));
    }
    String name = container.path("name").asText();
    String told = container.path("terminationMessagePath").asText(DEFAULT_TERMINATION_PATH);
    mounts.add(new Mount(PodFolder.terminationFile(folder, name), "", normal(told), false));
    if (!pod.path("spec").path("hostAliases").isEmpty()) {
      mounts.add(new Mount(PodFolder.hostsFile(folder), "", "/etc/hosts", true));
    }
    mounts.sort(Comparator.comparingInt(mount -> mount.target().length()));
    return mounts;
  }

  private static String subPath(JsonNode mount, Map<String, String> env) throws ConfigError {
    String expression = mount.path("subPathExpr").asText("");
    if (expression.isEmpty()) {
      return mount.path("subPath").asText("");
    }
    List<String> missing = new ArrayList<>();
    String path =
        VarExpansion.expand(
            expression,
            name -> {
              String value = env.get(name);
              if (value == null) {
                missing.add(name);
              }
              return value == null ? "" : value;
            });
    if (!missing.isEmpty()) {
      throw new ConfigError("missing value for \"" + missing.get(0) + "\"");
    }
    if (path.startsWith("/") || PodValidation.climbs(path)) {
      throw new ConfigError("subPath \"" + path + "\" must be a relative path without ..");
    }
    return path;
  }

  /** Without double or trailing slashes and dots. */
  private static String normal(String path) {
    return Path.of("/").resolve(path).normalize().toString();
  }
}
