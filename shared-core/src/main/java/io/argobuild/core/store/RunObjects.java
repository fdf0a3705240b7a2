package io.argobuild.core.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.argobuild.core.store.VersionedObjects.Versioned;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of one run: a head, parts of what is too long for it, and a lease.
 *
 * @param name of the run
 */
record RunObjects(
    String name, VersionedObjects<Map<String, byte[]>> maps, VersionedObjects<LeaseRecord> leases) {
  private static final String PREFIX = "argo-build-state-";
  private static final String PART = "part";

  /** Longer blobs are not kept in the head, which is sent with every tick. */
  private static final int MAX_INLINE = 64 << 10;

  /** A ConfigMap may hold 1 MiB. */
  private static final int PART_SIZE = 768 << 10;

  /** More compactions than this while a reader reads would be a fault of its own. */
  private static final int READS = 20;

  /** The name of the head and of the lease. */
  String head() {
    return PREFIX + name;
  }

  static Optional<String> runOf(String head) {
    return Optional.of(head)
        .filter(text -> text.startsWith(PREFIX))
        .map(text -> text.substring(PREFIX.length()))
        .filter(RunFolder::isName);
  }

  Optional<Versioned<Map<String, byte[]>>> readHead() {
    return maps.read(head()).filter(found -> RunHead.isIn(found.value()));
  }

  /** Reads the run while its writer may go on writing. */
  StoredRun load(boolean withNodes) {
    String before = "";
    for (int read = 0; read < READS; read++) {
      Versioned<Map<String, byte[]>> found =
          readHead().orElseThrow(() -> StoreProblems.notFound(name));
      try {
        return load(RunHead.of(found.value()), withNodes);
      } catch (JsonProcessingException e) {
        throw StoreProblems.corrupt(name, "it is no JSON: " + e.getOriginalMessage());
      } catch (IOException e) {
        // A snapshot that was replaced meanwhile takes its parts away.
        if (found.version().equals(before)) {
          throw StoreProblems.corrupt(
              name, e instanceof DamagedException damage ? damage.what() : e.toString());
        }
        before = found.version();
      }
    }
    throw StoreProblems.corrupt(name, "its snapshot changes all the time");
  }

  StoredRun load(RunHead head, boolean withNodes) throws IOException {
    RunAssembly run = new RunAssembly(manifest(head), withNodes);
    if (head.snapshot().isThere()) {
      try (InputStream in = open(head.snapshot())) {
        run.readSnapshot(in);
      }
    }
    try (InputStream in = Compression.open(head.journal())) {
      Journal.read(in, run::take);
    }
    return run.run();
  }

  private RunManifest manifest(RunHead head) throws IOException {
    try (InputStream in = open(head.manifest())) {
      return RunJson.manifest(RunJson.read(in.readAllBytes()));
    }
  }

  private InputStream open(RunHead.Blob blob) throws IOException {
    if (blob.parts().isEmpty()) {
      return Compression.open(blob.bytes());
    }
    List<byte[]> pieces = new ArrayList<>();
    for (String part : blob.parts()) {
      pieces.add(
          maps.read(part)
              .map(found -> found.value().get(PART))
              .orElseThrow(() -> new DamagedException("its part " + part + " is gone")));
    }
    return Compression.open(Compression.join(pieces));
  }

  /**
   * Stores bytes, beside the head where they are too long for it.
   *
   * @param label no other blob of the run ever had it
   */
  RunHead.Blob store(byte[] bytes, String label, Versioned<?> owner) {
    return bytes.length <= MAX_INLINE
        ? new RunHead.Blob(bytes, List.of())
        : storeParts(bytes, label, owner);
  }

  RunHead.Blob storeParts(byte[] bytes, String label, Versioned<?> owner) {
    List<String> parts = new ArrayList<>();
    for (byte[] piece : Compression.split(bytes, PART_SIZE)) {
      String part = head() + '.' + label + '.' + parts.size();
      // One that is there was made by a request whose answer was lost.
      maps.create(part, Map.of(PART, piece), owner);
      parts.add(part);
    }
    return new RunHead.Blob(new byte[0], List.copyOf(parts));
  }

  void delete(RunHead.Blob blob) {
    blob.parts().forEach(maps::delete);
  }
}
