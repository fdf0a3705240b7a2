package io.argobuild.core.run;

import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import java.nio.file.Path;
import java.util.List;

/** A process that runs a manifest on this machine, for tests that kill it. */
final class LocalRunMain {
  private LocalRunMain() {}

  /**
   * @param arguments the work folder and the manifest
   */
  public static void main(String[] arguments) {
    Manifests manifests = new ManifestReader().read(List.of(Path.of(arguments[1])));
    ServiceOptions options = ServiceOptions.builder(Path.of(arguments[0])).build();
    try (WorkflowService service = EngineWorkflowService.open(options)) {
      service.run(
          RunOptions.builder(manifests.onlyWorkflow()).resources(manifests).build(),
          event -> {
            if (event instanceof RunEvent.PodLog log) {
              System.out.println(log.line());
            } else if (event instanceof RunEvent.NodeChanged changed) {
              System.out.println(changed.after().name() + ' ' + changed.after().phase());
            }
          });
    }
  }
}
