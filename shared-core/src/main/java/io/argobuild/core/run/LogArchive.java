package io.argobuild.core.run;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.pod.PodReport.StoredArtifact;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stores logs of pods as artifacts. */
record LogArchive(Cluster cluster, ArtifactStore artifacts) {

  /**
   * @param keys by container
   * @return what is stored now; containers that never had a log are left out
   */
  List<StoredArtifact> store(String pod, Map<String, String> keys) {
    List<StoredArtifact> stored = new ArrayList<>();
    for (Map.Entry<String, String> log : keys.entrySet()) {
      try {
        stored.add(store(pod, log.getKey(), new ArtifactKey(log.getValue())));
      } catch (ProblemException e) {
        if (e.problem().kind() != ProblemClass.NOT_FOUND) {
          throw e;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return stored;
  }

  private StoredArtifact store(String pod, String container, ArtifactKey key) throws IOException {
    // Stores have to know the size before, and logs can be longer than memory.
    Path file = Files.createTempFile("argo-log-", ".log");
    try {
      try (Writer out = Files.newBufferedWriter(file)) {
        LogText.each(cluster, pod, container, line -> write(out, line));
      }
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        StoredObject object = artifacts.write(key, in, Files.size(file));
        return new StoredArtifact(
            container + "-logs", key.text(), object.size(), object.etag(), -1);
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void write(Writer out, String line) {
    try {
      out.write(line);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
