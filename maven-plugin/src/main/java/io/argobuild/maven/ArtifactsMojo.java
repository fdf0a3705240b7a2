package io.argobuild.maven;

import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.report.view.View;
import io.argobuild.core.report.view.ViewArtifact;
import io.argobuild.core.report.view.ViewNode;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists the output artifacts of a run with their states; with {@code argo.artifacts.download} also
 * copies those that are stored into a folder.
 *
 * @since 0.1.0
 */
@Mojo(name = "artifacts", requiresProject = false, aggregator = true, threadSafe = true)
public final class ArtifactsMojo extends AbstractReadMojo {

  /**
   * Name, or label in the graph, of the node whose artifacts are meant; by default all.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.node")
  String node = "";

  /**
   * Name of the artifacts that are meant; by default all.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.artifact")
  String artifact = "";

  /**
   * A folder to copy them into, as {@code NODE/FILE}, packed as they are stored; empty to list them
   * only.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.artifacts.download")
  String download = "";

  /**
   * Files with Secrets that the run's repository needs: they are not recorded. Written as for
   * {@code argo:run}. Without them, {@code argo.repository.server} counts, then {@code
   * AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.manifest")
  String manifest = "";

  /** An artifact and the node that made it. */
  private record Made(ViewNode by, ViewArtifact artifact) {
    boolean isStored() {
      return !artifact.key().isEmpty()
          && (artifact.state().equals("Stored") || artifact.state().equals("DeleteFailed"));
    }
  }

  @Override
  void perform() throws MojoFailureException, IOException {
    try (WorkflowService service = open()) {
      String name = chosen(service);
      List<Made> made = made(RunView.of(service, name).view());
      if (made.isEmpty()) {
        throw new MojoFailureException("Workflow " + name + " has no such artifact");
      }
      table(made).forEach(getLog()::info);
      if (!download.isEmpty()) {
        Manifests resources = resources(manifest);
        int files = 0;
        for (Made one : made.stream().filter(Made::isStored).toList()) {
          files += copy(service, name, resources, one);
        }
        getLog().info(files + " files copied to " + shown(resolve(download)));
      }
    }
  }

  private List<Made> made(View view) {
    List<Made> made = new ArrayList<>();
    for (ViewNode by : view.nodes()) {
      boolean meant = node.isEmpty() || node.equals(by.name()) || node.equals(by.label());
      for (ViewArtifact one : by.artifacts()) {
        if (meant && (artifact.isEmpty() || artifact.equals(one.name()))) {
          made.add(new Made(by, one));
        }
      }
    }
    return made;
  }

  private static List<String> table(List<Made> made) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NODE", "ARTIFACT", "STATE", "BYTES", "KEY"));
    for (Made one : made) {
      ViewArtifact artifact = one.artifact();
      String size = artifact.size() < 0 ? "" : Long.toString(artifact.size());
      rows.add(List.of(one.by().name(), artifact.name(), artifact.state(), size, artifact.key()));
    }
    return Tables.lines(rows);
  }

  private int copy(WorkflowService service, String name, Manifests resources, Made one)
      throws IOException {
    Path folder = resolve(download).resolve(safe(one.by().name()));
    int[] files = {0};
    service.artifact(
        name,
        one.artifact().key(),
        resources,
        (path, content) -> {
          Path target = folder;
          for (String part : path.split("/")) {
            target = target.resolve(safe(part));
          }
          Path parent = target.getParent();
          Files.createDirectories(parent == null ? folder : parent);
          Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
          files[0]++;
        });
    return files[0];
  }

  /** Names from outside must not lead out of the folder. */
  private static String safe(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9._()\\[\\]:@=+-]", "_");
    return safe.matches("\\.*") ? "_" + safe : safe;
  }
}
