package io.argobuild.core.run;

import io.argobuild.core.manifest.Manifests;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A process that drives a run, for tests that kill it; prints what its pods say. */
final class DriverMain {
  private DriverMain() {}

  /**
   * @param arguments the folder, {@code submit} or {@code attach}, the run's name, and for a new
   *     run its steps and scripts in turns
   */
  public static void main(String[] arguments) throws InterruptedException {
    try (ServiceFixture fixture = new ServiceFixture(Path.of(arguments[0]))) {
      RunListener printer =
          event -> {
            if (event instanceof RunEvent.PodLog log) {
              System.out.println(log.line());
              System.out.flush();
            }
          };
      EngineWorkflowService service = fixture.service();
      Run run =
          arguments[1].equals("attach")
              ? service.attach(arguments[2], Manifests.NONE, DriverOptions.DEFAULT, printer)
              : service.submit(
                  RunOptions.builder(ServiceFixture.chain(arguments[2], scripts(arguments)))
                      .validated(false)
                      .build(),
                  printer);
      System.out.println("ended " + run.await().phase());
    }
  }

  private static Map<String, String> scripts(String[] arguments) {
    Map<String, String> scripts = new LinkedHashMap<>();
    for (int i = 3; i + 1 < arguments.length; i += 2) {
      scripts.put(arguments[i], arguments[i + 1]);
    }
    return scripts;
  }
}
