package io.argobuild.core.run;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.DeleteOutcome;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.artifact.UploadForm;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A store that is always too busy to delete anything. */
record BusyArtifacts(ArtifactStore real) implements ArtifactStore {

  @Override
  public String description() {
    return real.description();
  }

  @Override
  public URI presignGet(ArtifactKey key, Duration validity) {
    return real.presignGet(key, validity);
  }

  @Override
  public URI presignPut(ArtifactKey key, Duration validity) {
    return real.presignPut(key, validity);
  }

  @Override
  public Optional<UploadForm> presignForm(ArtifactKey folder, Duration validity) {
    return real.presignForm(folder, validity);
  }

  @Override
  public Optional<StoredObject> head(ArtifactKey key) {
    return real.head(key);
  }

  @Override
  public InputStream open(ArtifactKey key) {
    return real.open(key);
  }

  @Override
  public StoredObject write(ArtifactKey key, InputStream content, long size) {
    return real.write(key, content, size);
  }

  @Override
  public int maxDeleteBatch() {
    return real.maxDeleteBatch();
  }

  @Override
  public List<DeleteOutcome> delete(List<ArtifactKey> keys) {
    Problem busy =
        new Problem("ARTIFACT_BUSY", ProblemClass.TRANSIENT, "slow down", Place.NOWHERE, "");
    return keys.stream().map(key -> (DeleteOutcome) new DeleteOutcome.Failed(key, busy)).toList();
  }

  @Override
  public Stream<StoredObject> list(String prefix) {
    return real.list(prefix);
  }

  @Override
  public int abortUploads(ArtifactKey key) {
    return real.abortUploads(key);
  }

  @Override
  public void close() {
    real.close();
  }
}
