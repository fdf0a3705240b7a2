package io.argobuild.maven;

import io.argobuild.core.gc.GcPreview;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Deletes artifacts of finished runs that their manifests want deleted by now, such as those that
 * could not be deleted at their end. A run that fails keeps no other from its turn.
 *
 * @since 0.1.0
 */
@Mojo(name = "gc", requiresProject = false, aggregator = true, threadSafe = true)
public final class GcMojo extends AbstractServiceMojo {

  /**
   * Names of runs, separated by commas.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.run")
  String run = "";

  /**
   * Whether all finished runs are meant, as far as {@code argo.selector} and {@code argo.olderThan}
   * leave them.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.allFinished", defaultValue = "false")
  boolean allFinished;

  /**
   * Only finished runs with these labels: {@code name=value,other!=value,present,!absent}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.selector")
  String selector = "";

  /**
   * Only runs that ended so long ago, such as {@code 7d} or {@code 12h}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.olderThan")
  String olderThan = "";

  /**
   * Whether it is only told what would be deleted.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.dryRun", defaultValue = "false")
  boolean dryRun;

  /**
   * Files with Secrets that the repositories of the runs need: they are not recorded. Written as
   * for {@code argo:run}. Without them, {@code argo.repository.server} counts, then {@code
   * AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.manifest")
  String manifest = "";

  /**
   * Where the reports, or plans, are written to, as a JSON array with one object for each run.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.gcReportFile")
  String gcReportFile = "";

  InstantSource clock = InstantSource.system();

  /** What became of the runs. */
  private record Results(List<String> json, List<String> failures, List<String> failed) {}

  @Override
  void perform() throws MojoFailureException, InterruptedException, IOException {
    GcChoice choice = GcChoice.of(run, allFinished, selector, olderThan, clock.instant());
    Manifests resources = resources(manifest);
    Results results = new Results(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (WorkflowService service = open()) {
      List<String> names = choice.of(service);
      for (String name : names) {
        collect(service, name, resources, names.size() > 1 ? name + ": " : "", results);
      }
      if (names.isEmpty()) {
        getLog().info("Artifact GC: there is no such run");
      }
    }
    if (!gcReportFile.isEmpty()) {
      OutputFiles.write(resolve(gcReportFile), "[" + String.join(",\n", results.json()) + "]\n");
    }
    if (!results.failures().isEmpty()) {
      String names = String.join(",", results.failed());
      throw new MojoFailureException(
          String.join("\n", results.failures())
              + "\nNext: "
              + hints().givenAgain(manifest).command("gc", names));
    }
  }

  private void collect(
      WorkflowService service, String name, Manifests resources, String prefix, Results results)
      throws InterruptedException {
    try {
      if (dryRun) {
        GcPreview preview = new GcPreview(service.gcPlan(name));
        results.json().add(preview.toJson());
        tell(prefix + preview.toText());
        return;
      }
      GcReport report = service.gc(name, resources);
      results.json().add(report.toJson());
      tell(prefix + report.toText());
      if (!report.isComplete()) {
        results.failed().add(name);
        results
            .failures()
            .add(
                report.failed().size()
                    + " artifacts of workflow "
                    + name
                    + " could not be deleted");
      }
    } catch (ProblemException e) {
      results.failed().add(name);
      results.failures().add("workflow " + name + ": " + e.problem().text());
    }
  }

  private void tell(String text) {
    Texts.lines("Artifact GC: " + text).forEach(getLog()::info);
  }
}
