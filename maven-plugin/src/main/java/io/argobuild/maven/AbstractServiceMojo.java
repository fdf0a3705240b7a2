package io.argobuild.maven;

import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.run.EngineWorkflowService;
import io.argobuild.core.run.ImageEntry;
import io.argobuild.core.run.RepositoryOptions;
import io.argobuild.core.run.RuntimeKind;
import io.argobuild.core.run.ServiceOptions;
import io.argobuild.core.run.StoreKind;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.maven.plugins.annotations.Parameter;

/** Goals that work with runs. */
abstract class AbstractServiceMojo extends AbstractRepositoryMojo {

  /**
   * Where runs and their journals are kept; relative to the project's folder.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.workDir", defaultValue = ".argo")
  String workDir = ".argo";

  /**
   * Where a local run stores artifacts that have no other repository; by default {@code artifacts}
   * in the work folder. When it is given, the repositories of manifests are left alone.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.artifactDir")
  String artifactDir = "";

  /**
   * Where pods run: {@code kubernetes} on a cluster, {@code local} as sandboxed processes of this
   * machine, {@code docker} as containers of its Docker or Podman, or {@code auto}: on a cluster
   * where a kubeconfig, a context, a namespace or a server is given, else locally.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.runtime", defaultValue = "auto")
  String runtime = "auto";

  /**
   * Pods of one local run at a time; 0 for as many as there are processors.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.parallelPods", defaultValue = "0")
  int parallelPods;

  /**
   * What images run when a template gives no command, each with {@code name}, {@code entrypoint}
   * and {@code cmd}; the first that matches counts.
   *
   * @since 0.1.0
   */
  @Parameter List<Image> images = List.of();

  /**
   * A YAML file with more images, as {@code images} in the configuration of Argo's controller: a
   * map from names to {@code entrypoint} and {@code cmd}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.imagesFile")
  String imagesFile = "";

  /**
   * Where runs are kept: {@code folder}, the work folder; or {@code cluster}, the namespace of the
   * cluster, from where other machines can go on with them.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.store", defaultValue = "folder")
  String store = "folder";

  Function<ServiceOptions, WorkflowService> services = EngineWorkflowService::open;

  /** What is in files that may be given; Secrets are not recorded. */
  Manifests resources(String manifest) throws IOException {
    return manifest.isEmpty()
        ? Manifests.NONE
        : new ManifestSources(base(), System.in).read(manifest);
  }

  WorkflowService open() {
    return services.apply(options());
  }

  ServiceOptions options() {
    RuntimeKind kind =
        RuntimeKind.of(runtime.strip())
            .orElseThrow(
                () ->
                    Texts.invalid(
                        "argo.runtime",
                        "'" + runtime + "' is no runtime",
                        "Use auto, kubernetes, local or docker"));
    if (parallelPods < 0) {
      throw Texts.invalid("argo.parallelPods", parallelPods + " is below 0", "Use 0 or more");
    }
    Path folder = resolve(workDir).toAbsolutePath().normalize();
    ServiceOptions.Builder builder =
        ServiceOptions.builder(folder)
            .runtime(kind)
            .kubernetes(kubernetes())
            .pods(pods())
            .parallelPods(parallelPods)
            .images(imageTable())
            .repository(repository())
            .store(storeKind());
    if (!artifactDir.isEmpty()) {
      if (!repository().isGiven()) {
        builder.repository(RepositoryOptions.FOLDER);
      }
      builder.artifactFolder(resolve(artifactDir).toAbsolutePath().normalize());
    }
    return builder.build();
  }

  private StoreKind storeKind() {
    return switch (store.strip()) {
      case "folder" -> StoreKind.FOLDER;
      case "cluster" -> StoreKind.CLUSTER;
      default ->
          throw Texts.invalid(
              "argo.store", "'" + store + "' is no place for runs", "Use folder or cluster");
    };
  }

  private List<ImageEntry> imageTable() {
    List<ImageEntry> table = new ArrayList<>(images.stream().map(Image::entry).toList());
    if (!imagesFile.isEmpty()) {
      table.addAll(ImagesFile.read(resolve(imagesFile)));
    }
    return table;
  }

  @Override
  Hints hints() {
    Hints hints = super.hints();
    if (store.strip().equals("cluster")) {
      hints = hints.with("-Dargo.store=cluster");
    }
    return workDir.equals(".argo") ? hints : hints.with("-Dargo.workDir=" + workDir);
  }
}
