package io.argobuild.core.cluster.local;

import io.argobuild.core.cluster.local.PodPlan.ContainerPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What turns a container into processes. As those must outlive this JVM, a runtime does not run
 * them itself but writes two scripts for the supervisor, called in the pod's folder:
 *
 * <ul>
 *   <li>{@code containers/NAME/launch} runs the container to its end and exits as it does, with its
 *       output on standard output. Once the program runs it writes the line {@code
 *       state/c.NAME.process} ({@code PID START INITPID INITSTART TIME}); until then an exit code
 *       up to 128 means it could not be started, for the reason on standard error.
 *   <li>{@code containers/NAME/signal TERM|KILL} signals its program; exit 1 when it doesn't run
 *       yet.
 * </ul>
 */
interface ContainerRuntime {
  /** For people. */
  String name();

  /** Whether images are run; else they are ignored. */
  boolean runsImages();

  /**
   * @param building where the pod's folder is being made
   * @param folder where it will be
   */
  void prepare(PodPlan pod, ContainerPlan container, Path building, Path folder) throws IOException;

  /** Variables that supervisors need; they get no others. */
  Map<String, String> environment();

  /** A command that runs another one inside a running container, as probes do. */
  List<String> inside(PodFolder folder, String container, List<String> command) throws IOException;
}
