package io.argobuild.core.store;

import io.argobuild.core.gate.CacheEntry;
import io.argobuild.core.gate.CacheKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Memoized outputs in a work folder, {@code caches/<namespace>/<cache>/entries/<key>}: a file for
 * each entry, with what Argo keeps in the data of a ConfigMap.
 */
public final class FileMemoStore implements MemoStore {
  private static final String ENTRIES = "entries";

  private final Path caches;

  public FileMemoStore(Path workFolder) {
    this.caches = workFolder.toAbsolutePath().normalize().resolve("caches");
  }

  @Override
  public Optional<CacheEntry> hit(CacheKey key, Instant now) {
    return use(
        key,
        file -> {
          if (!Files.exists(file)) {
            return Optional.<CacheEntry>empty();
          }
          String text = new String(DurableFiles.read(file), StandardCharsets.UTF_8);
          Optional<CacheEntry> entry = CacheEntry.of(text);
          if (entry.isPresent()) {
            write(file, entry.get().hitAt(now));
          }
          return entry;
        });
  }

  @Override
  public void write(CacheKey key, CacheEntry entry) {
    use(
        key,
        file -> {
          write(file, entry);
          return file;
        });
  }

  private static void write(Path file, CacheEntry entry) throws IOException {
    byte[] bytes = entry.text().getBytes(StandardCharsets.UTF_8);
    DurableFiles.createPrivateFolder(Objects.requireNonNull(file.getParent()));
    DurableFiles.replace(file, out -> out.write(bytes));
  }

  /** Something to do with the file of an entry. */
  @FunctionalInterface
  private interface Use<T> {
    T of(Path file) throws IOException;
  }

  private <T> T use(CacheKey key, Use<T> use) {
    if (!key.fault().isEmpty()) {
      throw StoreProblems.badCacheKey(key.fault());
    }
    ExclusiveFolder folder =
        new ExclusiveFolder(caches.resolve(key.namespace()).resolve(key.cache()));
    try {
      return folder.use(() -> use.of(folder.path().resolve(ENTRIES).resolve(key.key())));
    } catch (IOException e) {
      throw StoreProblems.failedAt("cache " + key.cache(), e);
    }
  }
}
