package io.argobuild.core.artifact;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where artifacts are kept: one bucket, or one folder.
 *
 * <p>Calls block. All methods may be called by any thread. Errors are {@link
 * io.argobuild.core.problem.ProblemException}s with codes {@code ARTIFACT_…}; those of class
 * TRANSIENT are worth another try, the others are final. A deletion may be repeated.
 */
public interface ArtifactStore extends AutoCloseable {

  /** The store as people name it, such as {@code s3://bucket} or a folder; never a credential. */
  String description();

  /**
   * An address at which anyone may read the object, whether or not it is there yet.
   *
   * @param validity how long; stores may shorten it to what they allow
   */
  URI presignGet(ArtifactKey key, Duration validity);

  /** An address to which anyone may write the object. */
  URI presignPut(ArtifactKey key, Duration validity);

  /**
   * A form by which anyone may write objects below a folder; empty where the store takes no forms,
   * or where the addresses of {@link #presignPut} take folders too.
   *
   * @param folder ends with a slash
   */
  Optional<UploadForm> presignForm(ArtifactKey folder, Duration validity);

  /** What is stored under the key; empty when nothing is. */
  Optional<StoredObject> head(ArtifactKey key);

  /**
   * Opens an object for reading; the caller closes it.
   *
   * @throws io.argobuild.core.problem.ProblemException {@code ARTIFACT_NOT_FOUND}
   */
  InputStream open(ArtifactKey key);

  /**
   * Stores an object as a whole, or not at all; one that is there is replaced.
   *
   * @param content read to its end, not closed
   * @param size bytes that content has
   */
  StoredObject write(ArtifactKey key, InputStream content, long size);

  /** How many keys {@link #delete} takes. */
  int maxDeleteBatch();

  /**
   * Deletes objects, in one request where the store can. Failing with one does not keep it from the
   * others; when the request as a whole fails, it throws and any of them may be gone.
   *
   * @param keys at most {@link #maxDeleteBatch()}; no folders
   * @return one for each key, in any order
   */
  List<DeleteOutcome> delete(List<ArtifactKey> keys);

  /**
   * The objects whose keys start with the prefix, in any order, read page by page as the stream is.
   * It is to be closed, and may throw as it is read.
   *
   * @param prefix empty for all; not a glob, and not bound to a {@code /}
   */
  Stream<StoredObject> list(String prefix);

  /**
   * Ends uploads in parts that were begun and never finished, under this key or, if it is a folder,
   * below it: their parts take room although no object is there.
   *
   * @return how many there were
   */
  int abortUploads(ArtifactKey key);

  /** Ends connections; what is stored stays. */
  @Override
  void close();
}
