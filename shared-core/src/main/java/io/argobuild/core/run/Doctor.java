package io.argobuild.core.run;

import io.argobuild.core.problem.Finding;
import io.argobuild.core.problem.Finding.Level;
import io.argobuild.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Looks whether runs with certain options have what they need. */
public final class Doctor {
  private Doctor() {}

  /** What was found, in the order of looking; nothing is changed. */
  public static List<Finding> examine(ServiceOptions options) {
    RuntimeChoice choice = RuntimeChoice.of(options.runtime(), options.kubernetes());
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("runtime", choice.kind().text() + ", since " + choice.why()));
    try {
      switch (choice.available().kind()) {
        case KUBERNETES -> findings.addAll(cluster(options));
        default -> findings.add(local(options, choice.kind()));
      }
    } catch (ProblemException e) {
      findings.add(Finding.error(choice.kind().text(), e.problem()));
    }
    return findings;
  }

  private static List<Finding> cluster(ServiceOptions options) {
    try (KubernetesClusters clusters =
        new KubernetesClusters(options.kubernetes(), options.pods())) {
      return clusters.examine();
    }
  }

  private static Finding local(ServiceOptions options, RuntimeKind kind) {
    String engine = LocalClusters.of(options).probe(kind);
    return engine.equals("sandbox")
        ? new Finding(
            Level.OK, "pods", "sandboxed processes of this machine; images are ignored", "")
        : Finding.ok("pods", "containers of " + engine);
  }
}
