package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.problem.ProblemException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Refuses pods that can't be run, before anything of them is there; names become file names. */
final class PodValidation {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private final JsonNode pod;
  private final String name;

  private PodValidation(JsonNode pod) {
    this.pod = pod;
    this.name = Pods.name(pod);
  }

  static void check(JsonNode pod) {
    PodValidation validation = new PodValidation(pod);
    validation.checkPod();
    validation.checkContainers();
  }

  /** Whether a name can be a pod's, a claim's or an object's. */
  static boolean isObjectName(String name) {
    return SUBDOMAIN.matcher(name).matches();
  }

  private void checkPod() {
    if (!isObjectName(name)) {
      throw invalid("metadata.name '" + name + "' is no DNS subdomain");
    }
    JsonNode spec = pod.path("spec");
    if (spec.path("containers").isEmpty()) {
      throw invalid("spec.containers is empty");
    }
    String restart = spec.path("restartPolicy").asText("Never");
    if (!restart.equals("Never")) {
      throw unsupported("restartPolicy " + restart + " is not supported, only Never");
    }
    JsonNode deadline = spec.path("activeDeadlineSeconds");
    if (!deadline.isMissingNode() && !deadline.isNull() && deadline.asLong(0) < 1) {
      throw invalid("activeDeadlineSeconds must be at least 1");
    }
  }

  private void checkContainers() {
    Set<String> volumes = new HashSet<>();
    for (JsonNode volume : pod.path("spec").path("volumes")) {
      String volumeName = volume.path("name").asText("");
      if (!LABEL.matcher(volumeName).matches() || !volumes.add(volumeName)) {
        throw invalid("volume name '" + volumeName + "' is no DNS label or there twice");
      }
    }
    Set<String> names = new HashSet<>();
    for (String field : new String[] {"initContainers", "containers"}) {
      for (JsonNode container : pod.path("spec").path(field)) {
        String containerName = container.path("name").asText("");
        if (!LABEL.matcher(containerName).matches() || !names.add(containerName)) {
          throw invalid("container name '" + containerName + "' is no DNS label or there twice");
        }
        checkContainer(container, volumes);
      }
    }
  }

  private void checkContainer(JsonNode container, Set<String> volumes) {
    String where = "container " + container.path("name").asText() + ": ";
    if (container.path("restartPolicy").asText("").equals("Always")) {
      throw unsupported(where + "restartable init containers are not supported");
    }
    if (!container.path("volumeDevices").isEmpty()) {
      throw unsupported(where + "volumeDevices are not supported");
    }
    for (JsonNode variable : container.path("env")) {
      String variableName = variable.path("name").asText("");
      if (variableName.isEmpty() || variableName.indexOf('=') >= 0 || hasNul(variable)) {
        throw invalid(where + "environment variable '" + variableName + "' can't be set");
      }
    }
    for (String list : new String[] {"command", "args"}) {
      for (JsonNode word : container.path(list)) {
        if (!word.isTextual() || word.asText().indexOf('\0') >= 0) {
          throw invalid(where + list + " is no list of texts");
        }
      }
    }
    for (JsonNode mount : container.path("volumeMounts")) {
      checkMount(where, mount, volumes);
    }
  }

  private static boolean hasNul(JsonNode variable) {
    return variable.path("value").asText("").indexOf('\0') >= 0
        || variable.path("name").asText("").indexOf('\0') >= 0;
  }

  private void checkMount(String where, JsonNode mount, Set<String> volumes) {
    String volume = mount.path("name").asText("");
    if (!volumes.contains(volume)) {
      throw invalid(where + "volumeMounts names a volume '" + volume + "' that is not there");
    }
    String target = mount.path("mountPath").asText("");
    if (!target.startsWith("/") || climbs(target) || target.indexOf('\0') >= 0) {
      throw invalid(where + "mountPath '" + target + "' is no absolute path");
    }
    String subPath = mount.path("subPath").asText(mount.path("subPathExpr").asText(""));
    if (subPath.startsWith("/") || climbs(subPath) || subPath.indexOf('\0') >= 0) {
      throw invalid(where + "subPath '" + subPath + "' must be relative, without ..");
    }
  }

  static boolean climbs(String path) {
    return ("/" + path + "/").contains("/../");
  }

  private ProblemException invalid(String message) {
    return ClusterProblems.configuration(ClusterProblems.POD_INVALID, name, message, "");
  }

  private ProblemException unsupported(String message) {
    return ClusterProblems.configuration(
        ClusterProblems.POD_UNSUPPORTED,
        name,
        message,
        "Change the template, or run it with runtime kubernetes");
  }
}
