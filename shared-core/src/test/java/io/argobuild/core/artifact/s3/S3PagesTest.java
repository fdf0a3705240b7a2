package io.argobuild.core.artifact.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class S3PagesTest {
  private final List<Integer> asked = new ArrayList<>();

  @Test
  void readsAllPagesInOrder() {
    try (Stream<Integer> all = S3Pages.stream(this::page)) {
      assertThat(all).containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
    }
    assertThat(asked).containsExactly(0, 10, 20, 30, 40);
  }

  @Test
  void readsNoFurtherThanIsWanted() {
    try (Stream<Integer> some = S3Pages.stream(this::page)) {
      assertThat(some.limit(15)).hasSize(15);
    }
    assertThat(asked).containsExactly(0, 10);
  }

  @Test
  void anEmptyPageDoesNotEndIt() {
    try (Stream<Integer> all =
        S3Pages.<Integer, Integer>stream(
            from ->
                from == null
                    ? new S3Pages.Page<>(List.of(), 1)
                    : new S3Pages.Page<>(List.of(7), null))) {
      assertThat(all).containsExactly(7);
    }
  }

  private S3Pages.Page<Integer, Integer> page(@Nullable Integer from) {
    int first = from == null ? 0 : from;
    asked.add(first);
    List<Integer> items = IntStream.range(first, first + 10).boxed().toList();
    return new S3Pages.Page<>(items, first + 10 < 50 ? first + 10 : null);
  }
}
