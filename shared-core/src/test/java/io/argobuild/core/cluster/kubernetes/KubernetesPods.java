package io.argobuild.core.cluster.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.PodScript;
import io.argobuild.core.cluster.TestPods;
import java.util.List;

/** Pods of shell scripts, for a node that pulls no images. */
final class KubernetesPods {
  private KubernetesPods() {}

  static ObjectNode scripted(
      String name, List<String> initContainers, List<String> containers, PodScript script) {
    ObjectNode pod = TestPods.pod(name, "wf");
    pod.withObjectProperty("spec").put("terminationGracePeriodSeconds", 3);
    initContainers.forEach(c -> add(pod, "initContainers", c, shell(script.act(c))));
    containers.forEach(c -> add(pod, "containers", c, shell(script.act(c))));
    return pod;
  }

  static void add(ObjectNode pod, String field, String container, String script) {
    TestPods.add(pod, field, container, List.of("sh", "-c", script))
        .put("imagePullPolicy", "IfNotPresent");
  }

  private static String shell(PodScript.Act act) {
    StringBuilder script = new StringBuilder();
    // Process 1 of a container is not ended by a signal that it does not handle.
    script.append(act.ignoresTerm() ? "trap '' TERM\n" : "trap 'exit 143' TERM\n");
    act.lines().forEach(line -> script.append("echo '").append(line).append("'\n"));
    if (!act.message().isEmpty()) {
      script.append("printf %s '").append(act.message()).append("' >/dev/termination-log\n");
    }
    if (!act.lasts().isZero()) {
      script.append("sleep ").append(act.lasts().toSeconds()).append(" & wait $!\n");
    }
    return script.append("exit ").append(act.exitCode()).append('\n').toString();
  }
}
