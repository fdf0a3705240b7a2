package io.argobuild.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.gate.CacheEntry;
import io.argobuild.core.gate.CacheKey;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMemoStoreTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = THEN.plusSeconds(90);

  @TempDir Path folder;

  private static CacheKey key(String key) {
    return new CacheKey("ns", "cache", key);
  }

  private static CacheEntry entry(String node) {
    ObjectNode outputs = JsonNodeFactory.instance.objectNode().put("result", node);
    return new CacheEntry(node, outputs, THEN, THEN);
  }

  @Test
  void whatIsWrittenIsHitAndItsHitRecordedAsArgoDoes() throws IOException {
    MemoStore store = new FileMemoStore(folder);
    assertThat(store.hit(key("k"), NOW)).isEmpty();
    store.write(key("k"), entry("wf-1"));

    assertThat(new FileMemoStore(folder).hit(key("k"), NOW)).contains(entry("wf-1"));
    assertThat(Files.readString(folder.resolve("caches/ns/cache/entries/k")))
        .isEqualTo(
            "{\"nodeID\":\"wf-1\",\"outputs\":{\"result\":\"wf-1\"},"
                + "\"creationTimestamp\":\"2026-01-01T00:00:00Z\","
                + "\"lastHitTimestamp\":\"2026-01-01T00:01:30Z\"}");
  }

  @Test
  void theLastWriterWinsAndEntriesBesideItStay() {
    IntStream.range(0, 40)
        .parallel()
        .forEach(i -> new FileMemoStore(folder).write(key("k" + i % 20), entry("wf-" + i)));
    MemoStore store = new FileMemoStore(folder);
    for (int i = 0; i < 20; i++) {
      String node = store.hit(key("k" + i), NOW).orElseThrow().nodeId();
      assertThat(node).isIn("wf-" + i, "wf-" + (i + 20));
    }
    store.write(key("k1"), entry("wf-last"));
    assertThat(store.hit(key("k1"), NOW)).contains(entry("wf-last"));
  }

  @Test
  void noKeyLeavesTheFolder() {
    MemoStore store = new FileMemoStore(folder);
    for (CacheKey key :
        List.of(
            key("../k"),
            key("a/b"),
            key(""),
            key("k".repeat(254)),
            new CacheKey("ns", "..", "k"),
            new CacheKey("../ns", "cache", "k"))) {
      assertThatThrownBy(() -> store.write(key, entry("wf-1")))
          .isInstanceOf(ProblemException.class);
    }
    assertThat(folder.resolve("caches")).doesNotExist();
  }

  @Test
  void whatIsNoEntryIsNoHit() throws IOException {
    MemoStore store = new FileMemoStore(folder);
    store.write(key("k"), entry("wf-1"));
    Files.writeString(folder.resolve("caches/ns/cache/entries/k"), "{\"nodeID\":");
    assertThat(store.hit(key("k"), NOW)).isEmpty();
  }
}
