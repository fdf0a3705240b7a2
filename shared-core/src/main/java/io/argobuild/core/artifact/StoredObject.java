package io.argobuild.core.artifact;

import java.util.Objects;

/**
 * An object in a store.
 *
 * @param size in bytes
 * @param etag differs when the content does; opaque
 */
public record StoredObject(ArtifactKey key, long size, String etag) {
  public StoredObject {
    Objects.requireNonNull(key);
    Objects.requireNonNull(etag);
  }
}
