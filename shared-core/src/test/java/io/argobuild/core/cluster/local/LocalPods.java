package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.PodScript;
import io.argobuild.core.cluster.TestPods;
import java.util.List;

/** Pods of shell scripts. */
final class LocalPods {
  private LocalPods() {}

  static ObjectNode scripted(
      String name, List<String> initContainers, List<String> containers, PodScript script) {
    ObjectNode pod = TestPods.pod(name, "wf");
    initContainers.forEach(c -> add(pod, "initContainers", c, shell(script.act(c))));
    containers.forEach(c -> add(pod, "containers", c, shell(script.act(c))));
    return pod;
  }

  /** A pod with one container {@code main}. */
  static ObjectNode sh(String name, String script) {
    ObjectNode pod = TestPods.pod(name, "wf");
    add(pod, "containers", "main", script);
    return pod;
  }

  /** One that sees a folder of the host at {@code /go}. */
  static ObjectNode sh(String name, String script, String folder) {
    ObjectNode pod = sh(name, script);
    SandboxTest.volume(pod, "go").putObject("hostPath").put("path", folder);
    SandboxTest.mount(pod, "containers", "go", "/go");
    return pod;
  }

  static ObjectNode add(ObjectNode pod, String field, String container, String script) {
    return TestPods.add(pod, field, container, List.of("sh", "-c", script));
  }

  static ObjectNode main(ObjectNode pod) {
    return (ObjectNode) pod.path("spec").path("containers").get(0);
  }

  private static String shell(PodScript.Act act) {
    StringBuilder script = new StringBuilder();
    if (act.ignoresTerm()) {
      script.append("trap '' TERM\n");
    }
    act.lines().forEach(line -> script.append("echo ").append(Shell.quote(line)).append('\n'));
    if (!act.message().isEmpty()) {
      String message = Shell.quote(act.message());
      script.append("printf %s ").append(message).append(" >/dev/termination-log\n");
    }
    // exec, for a shell would wait for its child before it ends by a signal.
    if (act.lasts().equals(PodScript.FOREVER)) {
      script.append("exec sleep ").append(act.lasts().toSeconds()).append('\n');
    } else if (!act.lasts().isZero()) {
      script.append("sleep ").append(act.lasts().toMillis() / 1000.0).append('\n');
    }
    return script.append("exit ").append(act.exitCode()).append('\n').toString();
  }
}
