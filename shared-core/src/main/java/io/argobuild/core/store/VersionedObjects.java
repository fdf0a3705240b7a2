package io.argobuild.core.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Objects that only those replace who know their last version, such as those of a Kubernetes
 * namespace. All methods throw {@link io.argobuild.core.problem.ProblemException}s: {@code
 * RUN_STORE_DENIED}, or {@code RUN_STORE_FAILED} of class TRANSIENT; whether a write that threw the
 * latter was done is not known.
 *
 * @param <T> what an object holds
 */
public interface VersionedObjects<T> {

  /**
   * An object as it was found.
   *
   * @param uid no other object ever has it, whatever its name
   * @param version changes with every write
   */
  record Versioned<T>(String name, String uid, String version, T value) {
    Versioned<T> with(T next) {
      return new Versioned<>(name, uid, version, next);
    }
  }

  Optional<Versioned<T>> read(String name);

  /** All that have no owner. */
  List<Versioned<T>> list();

  /**
   * Makes an object.
   *
   * @param owner with which it goes; null for none
   * @return empty if there is one of the name
   */
  Optional<Versioned<T>> create(String name, T value, @Nullable Versioned<?> owner);

  /** Replaces this version of an object; empty if there is another by now, or none. */
  Optional<Versioned<T>> replace(Versioned<T> object);

  /** Deletes an object; none is success. */
  void delete(String name);
}
