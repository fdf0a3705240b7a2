package io.argobuild.core.artifact.s3;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A listing that is read page by page, as far as it is wanted. */
final class S3Pages<T, P> implements Iterator<T> {
  private final Fetch<T, P> fetch;
  private final Deque<T> read = new ArrayDeque<>();
  private @Nullable P next;
  private boolean started;

  /**
   * A part of a listing.
   *
   * @param next where the following one begins; null for the last
   */
  record Page<T, P>(Collection<T> items, @Nullable P next) {}

  /** Reads a page. */
  @FunctionalInterface
  interface Fetch<T, P> {
    Page<T, P> page(@Nullable P from);
  }

  private S3Pages(Fetch<T, P> fetch) {
    this.fetch = fetch;
  }

  static <T, P> Stream<T> stream(Fetch<T, P> fetch) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new S3Pages<>(fetch), Spliterator.NONNULL | Spliterator.ORDERED),
        false);
  }

  @Override
  public boolean hasNext() {
    while (read.isEmpty() && (!started || next != null)) {
      Page<T, P> page = fetch.page(next);
      started = true;
      read.addAll(page.items());
      next = page.next();
    }
    return !read.isEmpty();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return read.remove();
  }
}
