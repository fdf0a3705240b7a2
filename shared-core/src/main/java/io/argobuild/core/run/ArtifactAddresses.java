package io.argobuild.core.run;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.artifact.UploadForm;
import io.argobuild.core.pod.Transfer;
import io.argobuild.core.pod.TransferSheet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Gives pods the addresses of their artifacts in a store. */
final class ArtifactAddresses {
  /** Pods may wait long for their turn; stores shorten it to what they allow. */
  private static final Duration VALIDITY = Duration.ofDays(7);

  /** More files than that are no folder to hand over one by one. */
  private static final int MAX_FILES = 10_000;

  private final ArtifactStore store;

  ArtifactAddresses(ArtifactStore store) {
    this.store = store;
  }

  TransferSheet.Address of(Transfer transfer) {
    ArtifactKey key = new ArtifactKey(transfer.key());
    return switch (transfer.direction()) {
      case FETCH -> fetch(key);
      case STORE -> store(key);
    };
  }

  /** A folder is told by there being no object with its key, but some below it. */
  private TransferSheet.Address fetch(ArtifactKey key) {
    boolean folders = store.presignForm(folder(key), VALIDITY).isPresent();
    if (!folders || store.head(key).isPresent()) {
      return url(key);
    }
    Map<String, String> urls = new LinkedHashMap<>();
    String prefix = folder(key).text();
    try (Stream<StoredObject> objects = store.list(prefix)) {
      List<ArtifactKey> found =
          objects.map(StoredObject::key).filter(k -> !k.isFolder()).limit(MAX_FILES + 1L).toList();
      if (found.size() > MAX_FILES) {
        throw RunProblems.tooManyArtifacts(prefix, MAX_FILES);
      }
      for (ArtifactKey one : found) {
        urls.put(one.text().substring(prefix.length()), store.presignGet(one, VALIDITY).toString());
      }
    }
    // With nothing there either, the pod is to find that out by itself.
    return urls.isEmpty() ? url(key) : new TransferSheet.Folder(urls);
  }

  private TransferSheet.Url url(ArtifactKey key) {
    return TransferSheet.Url.of(store.presignGet(key, VALIDITY).toString());
  }

  private TransferSheet.Address store(ArtifactKey key) {
    ArtifactKey folder = folder(key);
    TransferSheet.Url url = TransferSheet.Url.of(store.presignPut(key, VALIDITY).toString());
    Optional<UploadForm> form = store.presignForm(folder, VALIDITY);
    return form.<TransferSheet.Address>map(
            f ->
                new TransferSheet.ObjectOrForm(
                    url, f.address().toString(), f.fields(), folder.text()))
        .orElse(url);
  }

  private static ArtifactKey folder(ArtifactKey key) {
    return key.isFolder() ? key : new ArtifactKey(key.text() + "/");
  }
}
