package io.argobuild.core.cluster.local;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in which folders something changed. */
final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
  private static final WatchEvent.Kind<?>[] KINDS = {
    StandardWatchEventKinds.ENTRY_CREATE,
    StandardWatchEventKinds.ENTRY_MODIFY,
    StandardWatchEventKinds.ENTRY_DELETE
  };

  private final WatchService service;
  private final Map<WatchKey, String> names = new ConcurrentHashMap<>();

  FolderWatch(Path any) throws IOException {
    this.service = any.getFileSystem().newWatchService();
  }

  /** Changes in the folder are told under this name; folders that are removed are forgotten. */
  void add(String name, Path folder) {
    try {
      names.put(folder.register(service, KINDS), name);
    } catch (IOException e) {
      // The machine's limit of watches: changes are then noticed by the regular look at all.
      LOG.debug("Changes of {} are not told", folder, e);
    }
  }

  /** The names of folders that changed, after waiting for the first. */
  Set<String> poll(Duration timeout) throws InterruptedException {
    Set<String> changed = new HashSet<>();
    try {
      WatchKey key = service.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
      while (key != null) {
        String name = names.get(key);
        if (name != null) {
          changed.add(name);
        }
        key.pollEvents();
        if (!key.reset()) {
          names.remove(key);
        }
        key = service.poll();
      }
    } catch (ClosedWatchServiceException e) {
      LOG.trace("Closed while waiting", e);
    }
    return changed;
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
