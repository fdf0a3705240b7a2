package io.argobuild.maven;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.run.RunInfo;
import io.argobuild.core.run.WorkflowService;
import java.util.Comparator;
import org.apache.maven.plugins.annotations.Parameter;

/** Goals that look at one run and change nothing. */
abstract class AbstractReadMojo extends AbstractServiceMojo {
  /** As Argo's command line calls it. */
  private static final String LATEST = "@latest";

  /**
   * The run's name, or {@code @latest} for the one that was started last.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.run", defaultValue = LATEST)
  String run = LATEST;

  /** The name of the run that is meant. */
  String chosen(WorkflowService service) {
    if (!run.equals(LATEST)) {
      return run;
    }
    return service.list().stream()
        .max(Comparator.comparing(RunInfo::createdAt))
        .map(RunInfo::name)
        .orElseThrow(
            () ->
                new ProblemException(
                    new Problem(
                        "RUN_NOT_FOUND",
                        ProblemClass.NOT_FOUND,
                        "there is no run in " + resolve(workDir),
                        new Place.At("argo.run"),
                        "Start one with argo:run, or name the folder with -Dargo.workDir=")));
  }
}
