package io.argobuild.core.artifact;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Deletes nothing outside a scope, whatever it is asked for; all else goes through. */
public final class PrefixGuard implements ArtifactStore {
  private final ArtifactStore store;
  private final KeyScope scope;

  public PrefixGuard(ArtifactStore store, KeyScope scope) {
    this.store = store;
    this.scope = scope;
  }

  @Override
  public List<DeleteOutcome> delete(List<ArtifactKey> keys) {
    List<ArtifactKey> allowed = new ArrayList<>();
    List<DeleteOutcome> outcomes = new ArrayList<>();
    for (ArtifactKey key : keys) {
      if (scope.contains(key)) {
        allowed.add(key);
      } else {
        outcomes.add(new DeleteOutcome.Failed(key, refusal(key)));
      }
    }
    if (!allowed.isEmpty()) {
      outcomes.addAll(store.delete(allowed));
    }
    return outcomes;
  }

  private Problem refusal(ArtifactKey key) {
    return new Problem(
        "ARTIFACT_KEY_OUTSIDE",
        ProblemClass.INTERNAL,
        "not deleted: the key is not one of those that may be deleted here",
        new Place.At(store.description() + ", key '" + key + "'"),
        "");
  }

  @Override
  public String description() {
    return store.description();
  }

  @Override
  public URI presignGet(ArtifactKey key, Duration validity) {
    return store.presignGet(key, validity);
  }

  @Override
  public URI presignPut(ArtifactKey key, Duration validity) {
    return store.presignPut(key, validity);
  }

  @Override
  public Optional<UploadForm> presignForm(ArtifactKey folder, Duration validity) {
    return store.presignForm(folder, validity);
  }

  @Override
  public Optional<StoredObject> head(ArtifactKey key) {
    return store.head(key);
  }

  @Override
  public InputStream open(ArtifactKey key) {
    return store.open(key);
  }

  @Override
  public StoredObject write(ArtifactKey key, InputStream content, long size) {
    return store.write(key, content, size);
  }

  @Override
  public int maxDeleteBatch() {
    return store.maxDeleteBatch();
  }

  @Override
  public Stream<StoredObject> list(String prefix) {
    return store.list(prefix);
  }

  /** Ends none outside the scope. */
  @Override
  public int abortUploads(ArtifactKey key) {
    if (!scope.contains(key)) {
      throw new ProblemException(refusal(key));
    }
    return store.abortUploads(key);
  }

  @Override
  public void close() {
    store.close();
  }
}
