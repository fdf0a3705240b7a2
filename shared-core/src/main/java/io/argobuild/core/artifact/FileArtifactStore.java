package io.argobuild.core.artifact;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder as a store, for local runs: a key is a path below it. Addresses are {@code file:} URIs;
 * they hold as long as the folder does. Folders are made as they are needed, and removed when a
 * deletion leaves them empty. Links are never followed out of the folder.
 */
public final class FileArtifactStore implements ArtifactStore {
  private static final int BATCH = 1000;

  private final KeyPaths paths;

  private FileArtifactStore(Path root) {
    this.paths = new KeyPaths(root);
  }

  /** Opens a store in a folder, which is made if it isn't there. */
  public static FileArtifactStore at(Path folder) {
    try {
      Files.createDirectories(folder);
      return new FileArtifactStore(folder.toRealPath());
    } catch (FileAlreadyExistsException e) {
      throw new ProblemException(
          new Problem(
              "ARTIFACT_STORE_FAILED",
              ProblemClass.CONFIGURATION,
              "the artifact folder is a file",
              new Place.At(folder.toString()),
              "Choose another artifact folder"),
          e);
    } catch (IOException e) {
      throw failure(e, new Place.At(folder.toString()));
    }
  }

  @Override
  public String description() {
    return paths.root().toString();
  }

  @Override
  public URI presignGet(ArtifactKey key, Duration validity) {
    return paths.file(key).toUri();
  }

  /** Makes the folder that the file goes to, so that a plain copy can write it. */
  @Override
  public URI presignPut(ArtifactKey key, Duration validity) {
    Path file = paths.file(key);
    try {
      if (Files.isDirectory(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      Files.createDirectories(KeyPaths.folderOf(file));
    } catch (IOException e) {
      throw failure(e, paths.place(key));
    }
    return file.toUri();
  }

  @Override
  public Optional<UploadForm> presignForm(ArtifactKey folder, Duration validity) {
    return Optional.empty();
  }

  @Override
  public Optional<StoredObject> head(ArtifactKey key) {
    Path file = paths.file(key);
    try {
      return object(key, file);
    } catch (IOException e) {
      if (paths.isBelowFile(file)) {
        return Optional.empty();
      }
      throw failure(e, paths.place(key));
    }
  }

  private static Optional<StoredObject> object(ArtifactKey key, Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile() && !key.isFolder()
          ? Optional.of(new StoredObject(key, attributes.size(), etag(attributes)))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static String etag(BasicFileAttributes attributes) {
    // The file's identity too: a clock may be too coarse to tell two writes apart.
    return Long.toHexString(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS))
        + '-'
        + Long.toHexString(attributes.size())
        + '-'
        + attributes.fileKey();
  }

  @Override
  public InputStream open(ArtifactKey key) {
    Path file = paths.file(key);
    if (head(key).isEmpty()) {
      throw new ProblemException(FileProblems.notFound(paths.place(key)));
    }
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw failure(e, paths.place(key));
    }
  }

  @Override
  public StoredObject write(ArtifactKey key, InputStream content, long size) {
    Path target = paths.file(key);
    try {
      if (Files.isDirectory(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      Path folder = Files.createDirectories(paths.root().resolve(KeyPaths.PARTIAL));
      Path partial = Files.createTempFile(folder, "object", "");
      try {
        copy(content, partial, size);
        Files.createDirectories(KeyPaths.folderOf(target));
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
        paths.removeEmptyFolders(partial);
      }
      return object(key, target).orElseThrow(() -> new NoSuchFileException(target.toString()));
    } catch (IOException e) {
      throw failure(e, paths.place(key));
    }
  }

  private static void copy(InputStream content, Path to, long size) throws IOException {
    try (OutputStream out = Files.newOutputStream(to)) {
      long copied = content.transferTo(out);
      if (copied != size) {
        throw new EOFException("the content has " + copied + " bytes instead of " + size);
      }
    }
  }

  @Override
  public int maxDeleteBatch() {
    return BATCH;
  }

  @Override
  public List<DeleteOutcome> delete(List<ArtifactKey> keys) {
    List<DeleteOutcome> outcomes = new ArrayList<>(keys.size());
    keys.forEach(key -> outcomes.add(delete(key)));
    return outcomes;
  }

  private DeleteOutcome delete(ArtifactKey key) {
    try {
      Path entry = paths.entry(key);
      try {
        if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          Files.deleteIfExists(entry);
          paths.removeEmptyFolders(entry);
        }
        return new DeleteOutcome.Deleted(key);
      } catch (IOException e) {
        return paths.isBelowFile(entry)
            ? new DeleteOutcome.Deleted(key)
            : new DeleteOutcome.Failed(key, FileProblems.of(e, paths.place(key)));
      }
    } catch (ProblemException e) {
      return new DeleteOutcome.Failed(key, e.problem());
    }
  }

  @Override
  public Stream<StoredObject> list(String prefix) {
    int slash = prefix.lastIndexOf('/');
    Path start =
        slash < 0 ? paths.root() : paths.file(new ArtifactKey(prefix.substring(0, slash + 1)));
    List<StoredObject> found = new ArrayList<>();
    try {
      Files.walkFileTree(start, new Listing(paths, prefix, found));
    } catch (NoSuchFileException e) {
      return Stream.empty();
    } catch (IOException e) {
      throw failure(e, new Place.At(description() + ", prefix '" + prefix + "'"));
    }
    return found.stream();
  }

  /** Collects the files below a folder; links are neither followed nor listed. */
  private static final class Listing extends SimpleFileVisitor<Path> {
    private final KeyPaths paths;
    private final String prefix;
    private final List<StoredObject> found;

    private Listing(KeyPaths paths, String prefix, List<StoredObject> found) {
      this.paths = paths;
      this.prefix = prefix;
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        paths
            .key(file)
            .filter(key -> key.text().startsWith(prefix))
            .map(key -> new StoredObject(key, attributes.size(), etag(attributes)))
            .ifPresent(found::add);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
      if (error instanceof NoSuchFileException) {
        // Deleted since its folder was read.
        return FileVisitResult.CONTINUE;
      }
      throw error;
    }
  }

  /** None: what is being written is not seen before it is whole. */
  @Override
  public int abortUploads(ArtifactKey key) {
    return 0;
  }

  @Override
  public void close() {
    // Nothing is held open between calls.
  }

  private static ProblemException failure(IOException error, Place place) {
    return new ProblemException(FileProblems.of(error, place), error);
  }
}
