package io.argobuild.core.run;

import java.nio.file.Path;
import java.util.List;

/**
 * What all runs of a {@link WorkflowService} share.
 *
 * @param workFolder runs, their journals and, by default, artifacts are kept below it
 * @param artifactFolder where a local run stores artifacts
 * @param runtime where pods run
 * @param kubernetes the cluster that was named
 * @param pods what all pods on a cluster have in common
 * @param parallelPods pods of one local run at a time; 0 for as many as there are processors
 * @param images the first entry that matches counts
 * @param repository where artifacts go that are not to stay in the folder
 * @param programs folders of this machine with programs that images have and it has not; only local
 *     runs without images look there
 * @param store where runs are kept
 */
public record ServiceOptions(
    Path workFolder,
    Path artifactFolder,
    RuntimeKind runtime,
    KubernetesSettings kubernetes,
    PodDefaults pods,
    int parallelPods,
    List<ImageEntry> images,
    RepositoryOptions repository,
    List<Path> programs,
    StoreKind store) {

  public ServiceOptions {
    images = List.copyOf(images);
    programs = List.copyOf(programs);
    if (parallelPods < 0) {
      throw new IllegalArgumentException("parallelPods: " + parallelPods);
    }
  }

  public static Builder builder(Path workFolder) {
    return new Builder(workFolder);
  }

  /** Collects options; what is not set keeps its default. */
  public static final class Builder {
    private final Path workFolder;
    private Path artifactFolder;
    private RuntimeKind runtime = RuntimeKind.AUTO;
    private KubernetesSettings kubernetes = KubernetesSettings.NONE;
    private PodDefaults pods = PodDefaults.DEFAULT;
    private int parallelPods;
    private List<ImageEntry> images = List.of();
    private RepositoryOptions repository = RepositoryOptions.NONE;
    private List<Path> programs = List.of();
    private StoreKind store = StoreKind.FOLDER;

    private Builder(Path workFolder) {
      this.workFolder = workFolder;
      this.artifactFolder = workFolder.resolve("artifacts");
    }

    public Builder artifactFolder(Path value) {
      artifactFolder = value;
      return this;
    }

    public Builder runtime(RuntimeKind value) {
      runtime = value;
      return this;
    }

    public Builder kubernetes(KubernetesSettings value) {
      kubernetes = value;
      return this;
    }

    public Builder pods(PodDefaults value) {
      pods = value;
      return this;
    }

    public Builder parallelPods(int value) {
      parallelPods = value;
      return this;
    }

    public Builder images(List<ImageEntry> value) {
      images = value;
      return this;
    }

    public Builder repository(RepositoryOptions value) {
      repository = value;
      return this;
    }

    public Builder programs(List<Path> value) {
      programs = value;
      return this;
    }

    public Builder store(StoreKind value) {
      store = value;
      return this;
    }

    public ServiceOptions build() {
      return new ServiceOptions(
          workFolder,
          artifactFolder,
          runtime,
          kubernetes,
          pods,
          parallelPods,
          images,
          repository,
          programs,
          store);
    }
  }
}
