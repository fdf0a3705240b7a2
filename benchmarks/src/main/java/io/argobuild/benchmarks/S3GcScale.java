package io.argobuild.benchmarks;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.artifact.s3.S3ArtifactStore;
import io.argobuild.core.artifact.s3.S3Credentials;
import io.argobuild.core.artifact.s3.S3Settings;
import io.argobuild.core.gc.GcOptions;
import io.argobuild.core.gc.GcPlan;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.gc.GcRunner;
import io.argobuild.core.gc.Pause;
import io.argobuild.core.status.ArtifactState;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.minio.RemoveObjectsArgs;
import io.minio.Result;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Deletes the artifacts of a workflow from the store that {@code S3_ENDPOINT}, {@code
 * S3_ACCESS_KEY} and {@code S3_SECRET_KEY} name: by our GC, one by one as Argo's GC does, and by
 * the client's {@code removeObjects}; argument: how many objects, by default 10,000.
 */
public final class S3GcScale {
  private static final int WRITERS = 16;

  private final S3Settings settings;
  private final ArtifactStore store;
  private final MinioClient client;

  private S3GcScale(S3Settings settings, MinioClient client) {
    this.settings = settings;
    this.store = S3ArtifactStore.open(settings);
    this.client = client;
  }

  /** A way to delete. */
  private interface Way {
    void delete(List<String> keys) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    int objects = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    String endpoint = System.getenv("S3_ENDPOINT");
    String accessKey = System.getenv("S3_ACCESS_KEY");
    String secretKey = System.getenv("S3_SECRET_KEY");
    S3Settings settings =
        S3Settings.of(
                URI.create(endpoint),
                "scale-" + UUID.randomUUID(),
                new S3Credentials.Keys(accessKey, secretKey, ""))
            .withCreateBucket(true);
    try (MinioClient client =
        MinioClient.builder()
            .endpoint(endpoint)
            .region("us-east-1")
            .credentials(accessKey, secretKey)
            .build()) {
      S3GcScale scale = new S3GcScale(settings, client);
      // The first pass is for the JIT and the connections.
      scale.measure("warm-up", Math.min(objects, 500), scale::ours);
      double ours = scale.measure("ours, verified by listing", objects, scale::ours);
      double naive = scale.measure("removeObjects", objects, scale::naive);
      double single = scale.measure("one by one", objects, scale::oneByOne);
      System.out.printf(
          "ratios: one by one / ours %.1f, removeObjects / ours %.1f%n",
          single / ours, naive / ours);
      scale.store.close();
    }
  }

  private double measure(String name, int count, Way way) throws Exception {
    List<String> keys =
        IntStream.range(0, count).mapToObj(i -> "wf/wf-pod-" + i + "/out.tgz").toList();
    write(keys);
    long start = System.nanoTime();
    way.delete(keys);
    double seconds = (System.nanoTime() - start) / 1e9;
    try (Stream<StoredObject> left = store.list("")) {
      System.out.printf("%s: %d objects in %.2f s, %d left%n", name, count, seconds, left.count());
    }
    return seconds;
  }

  private void write(List<String> keys) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> written = new ArrayList<>();
      for (String key : keys) {
        written.add(
            writers.submit(
                () -> store.write(new ArtifactKey(key), new ByteArrayInputStream(new byte[1]), 1)));
      }
      for (Future<?> one : written) {
        one.get();
      }
    } finally {
      writers.shutdown();
    }
  }

  private void ours(List<String> keys) throws InterruptedException {
    List<GcPlan.Deletion> deletions = new ArrayList<>();
    for (String key : keys) {
      ArtifactState state =
          new ArtifactState("out", ArtifactState.Phase.STORED, key, 1, "", "", null);
      deletions.add(
          new GcPlan.Deletion(
              new ArtifactKey(key),
              GcPlan.Extent.OBJECT,
              List.of(new GcPlan.Target("node of " + key, state))));
    }
    GcReport report =
        new GcRunner(store, GcOptions.DEFAULT, Pause.sleeping())
            .run(new GcPlan("wf", deletions, List.of(), Set.of()), updates -> {});
    if (!report.isComplete() || report.deleted().size() != keys.size()) {
      throw new IllegalStateException(report.toText());
    }
  }

  private void oneByOne(List<String> keys) throws Exception {
    for (String key : keys) {
      client.removeObject(RemoveObjectArgs.builder().bucket(settings.bucket()).object(key).build());
    }
  }

  private void naive(List<String> keys) throws Exception {
    List<DeleteRequest.Object> all = keys.stream().map(DeleteRequest.Object::new).toList();
    for (Result<DeleteResult.Error> result :
        client.removeObjects(
            RemoveObjectsArgs.builder().bucket(settings.bucket()).objects(all).build())) {
      throw new IllegalStateException(result.get().message());
    }
  }
}
