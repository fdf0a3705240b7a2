package io.argobuild.core.artifact;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A store in memory, with S3's manners and, from a seed, its bad days. Addresses have the scheme
 * {@code simulated}; {@link #put} and {@link #get} are the pod's side of them.
 */
public final class SimulatedArtifactStore implements ArtifactStore {
  private final SortedMap<String, Content> objects = new TreeMap<>();
  private final Set<String> stuck = new TreeSet<>();
  private final Random random;
  private final Faults faults;
  private int requests;
  private int largestBatch;

  /**
   * How often something goes wrong, in percent.
   *
   * @param refused a request fails as a whole, nothing done
   * @param lostReply a request is carried out, but fails for the caller
   * @param slowDown a single object of a deletion fails, TRANSIENT
   * @param deniedDeletion a single object of a deletion fails, PERMISSION
   * @param falseDeletion an object is told to be deleted, but is not
   */
  public record Faults(
      int refused, int lostReply, int slowDown, int deniedDeletion, int falseDeletion) {
    public static final Faults NONE = new Faults(0, 0, 0, 0, 0);

    /** Everything from which another attempt recovers. */
    public static final Faults PASSING = new Faults(10, 10, 20, 0, 5);
  }

  private record Content(byte[] bytes, String etag) {}

  public SimulatedArtifactStore() {
    this(0, Faults.NONE);
  }

  public SimulatedArtifactStore(long seed, Faults faults) {
    this.random = new Random(seed);
    this.faults = faults;
  }

  /** A store with objects, without any fault while they are put in. */
  public synchronized SimulatedArtifactStore with(String... keys) {
    for (String key : keys) {
      put(new ArtifactKey(key), key.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  /** Deletions of this key fail for good from now on. */
  public synchronized SimulatedArtifactStore denying(String key) {
    stuck.add(key);
    return this;
  }

  public synchronized StoredObject put(ArtifactKey key, byte[] bytes) {
    Content content = new Content(bytes.clone(), Integer.toHexString(random.nextInt()));
    objects.put(key.text(), content);
    return object(key, content);
  }

  public synchronized byte[] get(ArtifactKey key) {
    Content content = objects.get(key.text());
    if (content == null) {
      throw notFound(key);
    }
    return content.bytes().clone();
  }

  public synchronized List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  /** Deletion requests so far, those that failed included. */
  public synchronized int requests() {
    return requests;
  }

  /** Keys of the largest deletion request. */
  public synchronized int largestBatch() {
    return largestBatch;
  }

  @Override
  public String description() {
    return "simulated store";
  }

  @Override
  public URI presignGet(ArtifactKey key, Duration validity) {
    return URI.create("simulated:get/" + encoded(key));
  }

  @Override
  public URI presignPut(ArtifactKey key, Duration validity) {
    return URI.create("simulated:put/" + encoded(key));
  }

  private static String encoded(ArtifactKey key) {
    return URLEncoder.encode(key.text(), StandardCharsets.UTF_8);
  }

  @Override
  public Optional<UploadForm> presignForm(ArtifactKey folder, Duration validity) {
    return Optional.empty();
  }

  @Override
  public synchronized Optional<StoredObject> head(ArtifactKey key) {
    failAtTimes(faults.refused());
    return Optional.ofNullable(objects.get(key.text())).map(content -> object(key, content));
  }

  private static StoredObject object(ArtifactKey key, Content content) {
    return new StoredObject(key, content.bytes().length, content.etag());
  }

  @Override
  public synchronized InputStream open(ArtifactKey key) {
    failAtTimes(faults.refused());
    return new ByteArrayInputStream(get(key));
  }

  @Override
  public synchronized StoredObject write(ArtifactKey key, InputStream content, long size) {
    failAtTimes(faults.refused());
    try {
      byte[] bytes = content.readAllBytes();
      if (bytes.length != size) {
        throw new ProblemException(problem("ARTIFACT_STORE_FAILED", ProblemClass.INTERNAL, key));
      }
      return put(key, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int maxDeleteBatch() {
    return 1000;
  }

  @Override
  public synchronized List<DeleteOutcome> delete(List<ArtifactKey> keys) {
    if (keys.size() > maxDeleteBatch()) {
      throw new IllegalArgumentException(keys.size() + " keys in one request");
    }
    requests++;
    largestBatch = Math.max(largestBatch, keys.size());
    failAtTimes(faults.refused());
    List<DeleteOutcome> outcomes = new ArrayList<>();
    keys.forEach(key -> outcomes.add(delete(key)));
    failAtTimes(faults.lostReply());
    return outcomes;
  }

  private DeleteOutcome delete(ArtifactKey key) {
    if (stuck.contains(key.text()) || happens(faults.deniedDeletion())) {
      return new DeleteOutcome.Failed(
          key, problem("ARTIFACT_STORE_DENIED", ProblemClass.PERMISSION, key));
    }
    if (happens(faults.slowDown())) {
      return new DeleteOutcome.Failed(
          key, problem("ARTIFACT_STORE_BUSY", ProblemClass.TRANSIENT, key));
    }
    if (!happens(faults.falseDeletion())) {
      objects.remove(key.text());
    }
    return new DeleteOutcome.Deleted(key);
  }

  @Override
  public synchronized Stream<StoredObject> list(String prefix) {
    failAtTimes(faults.refused());
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(entry -> object(new ArtifactKey(entry.getKey()), entry.getValue()))
        .toList()
        .stream();
  }

  @Override
  public int abortUploads(ArtifactKey key) {
    return 0;
  }

  @Override
  public void close() {
    // There is nothing to end.
  }

  private boolean happens(int percent) {
    return percent > 0 && random.nextInt(100) < percent;
  }

  private void failAtTimes(int percent) {
    if (happens(percent)) {
      throw new ProblemException(
          new Problem(
              "ARTIFACT_STORE_BUSY",
              ProblemClass.TRANSIENT,
              "the store is busy",
              new Place.At(description()),
              ""));
    }
  }

  private static ProblemException notFound(ArtifactKey key) {
    return new ProblemException(problem("ARTIFACT_NOT_FOUND", ProblemClass.NOT_FOUND, key));
  }

  private static Problem problem(String code, ProblemClass kind, ArtifactKey key) {
    return new Problem(code, kind, "simulated", new Place.At("key '" + key + "'"), "");
  }
}
