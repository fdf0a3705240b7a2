package io.argobuild.core.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does. */
public abstract class ArtifactStoreContract {
  private static final Duration HOUR = Duration.ofHours(1);

  /** An empty store, the same one throughout a test. */
  protected abstract ArtifactStore store();

  /** Writes to an address as a pod does. */
  protected abstract void upload(URI address, byte[] content) throws IOException;

  /** Reads from an address as a pod does. */
  protected abstract byte[] download(URI address) throws IOException;

  @Test
  void whatAPodUploadsCanBeReadByAllWays() throws IOException {
    ArtifactKey key = new ArtifactKey("wf/pod-1/out.tgz");

    upload(store().presignPut(key, HOUR), bytes("content"));

    assertThat(download(store().presignGet(key, HOUR))).isEqualTo(bytes("content"));
    assertThat(read(key)).isEqualTo("content");
    assertThat(store().head(key)).get().extracting(StoredObject::size).isEqualTo(7L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "with space/and+plus",
        "percent%2Fencoded/ü/漢字/😀",
        "quote'\"/<x>&y;z",
        "#fragment?query=1",
        "...",
        "a/..b/c..",
        "-leading/--dash",
        "UPPER/lower",
      })
  void keysWithUnusualCharactersAreKeptApart(String text) throws IOException {
    ArtifactKey key = new ArtifactKey(text);

    upload(store().presignPut(key, HOUR), bytes(text));

    assertThat(download(store().presignGet(key, HOUR))).isEqualTo(bytes(text));
    assertThat(keys("")).containsExactly(text);
    assertThat(store().delete(List.of(key))).containsExactly(new DeleteOutcome.Deleted(key));
    assertThat(keys("")).isEmpty();
  }

  @Test
  void nothingIsUnderAKeyThatWasNotWritten() {
    ArtifactKey key = new ArtifactKey("wf/none");
    write("wf/other", "x");

    assertThat(store().head(key)).isEmpty();
    assertThat(store().head(new ArtifactKey("wf"))).isEmpty();
    assertThat(store().head(new ArtifactKey("wf/other/below"))).isEmpty();
    assertThatThrownBy(() -> store().open(key))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("ARTIFACT_NOT_FOUND"));
  }

  @Test
  void theEtagDiffersWhenTheContentDoes() {
    StoredObject first = write("wf/a", "one");
    StoredObject second = write("wf/a", "two");

    assertThat(second.etag()).isNotEqualTo(first.etag()).isNotEmpty();
    assertThat(store().head(second.key())).contains(second);
    assertThat(read(second.key())).isEqualTo("two");
  }

  @Test
  void aWriteThatBreaksOffLeavesWhatWasThere() {
    ArtifactKey key = new ArtifactKey("wf/a");
    write("wf/a", "old");

    assertThatThrownBy(() -> store().write(key, new ByteArrayInputStream(bytes("new")), 5))
        .isInstanceOf(ProblemException.class);

    assertThat(read(key)).isEqualTo("old");
    assertThat(keys("")).containsExactly("wf/a");
  }

  @Test
  void emptyObjectsAreObjects() {
    StoredObject object = write("wf/empty", "");

    assertThat(object.size()).isZero();
    assertThat(store().head(object.key())).contains(object);
  }

  @Test
  void deletingIsReportedForEachObjectAndCanBeRepeated() {
    write("wf/a", "x");
    write("wf/b", "x");
    List<ArtifactKey> keys =
        Stream.of("wf/a", "wf/b", "wf/never-there", "wf/a/below").map(ArtifactKey::new).toList();

    for (int i = 0; i < 2; i++) {
      assertThat(store().delete(keys))
          .asInstanceOf(InstanceOfAssertFactories.list(DeleteOutcome.class))
          .containsExactlyInAnyOrderElementsOf(
              keys.stream().map(key -> (DeleteOutcome) new DeleteOutcome.Deleted(key)).toList());
    }

    assertThat(keys("")).isEmpty();
  }

  @Test
  void deletingAnObjectLeavesThoseBelowAndBesideIt() {
    write("wf/a/x", "x");
    write("wf/ab", "x");

    store().delete(List.of(new ArtifactKey("wf/a")));

    assertThat(keys("")).containsExactlyInAnyOrder("wf/a/x", "wf/ab");
  }

  @Test
  void aFullBatchIsDeletedInOneCall() {
    List<ArtifactKey> keys = new ArrayList<>();
    for (int i = 0; i < store().maxDeleteBatch(); i++) {
      keys.add(new ArtifactKey("wf/many/" + i));
      if (i % 20 == 0) {
        write("wf/many/" + i, "x");
      }
    }
    write("wf/other", "x");

    assertThat(store().delete(keys)).hasSameSizeAs(keys);

    assertThat(keys("")).containsExactly("wf/other");
  }

  @Test
  void listsBySimplePrefix() {
    for (String key : List.of("wf/a/1", "wf/a/2", "wf/ab", "wf/b", "other/a")) {
      write(key, key);
    }

    assertThat(keys("wf/a")).containsExactlyInAnyOrder("wf/a/1", "wf/a/2", "wf/ab");
    assertThat(keys("wf/a/")).containsExactlyInAnyOrder("wf/a/1", "wf/a/2");
    assertThat(keys("wf/a/1")).containsExactly("wf/a/1");
    assertThat(keys("")).hasSize(5);
    assertThat(keys("none/")).isEmpty();
    assertThat(keys("wf/b/")).isEmpty();
    try (Stream<StoredObject> objects = store().list("other/")) {
      StoredObject listed = objects.findFirst().orElseThrow();
      assertThat(store().head(listed.key())).contains(listed);
    }
  }

  @Test
  void largeObjectsComeBackByteForByte() throws IOException {
    byte[] large = new byte[3 << 20];
    new Random(7).nextBytes(large);
    ArtifactKey key = new ArtifactKey("wf/large");

    store().write(key, new ByteArrayInputStream(large), large.length);

    try (InputStream in = store().open(key)) {
      assertThat(in.readAllBytes()).isEqualTo(large);
    }
  }

  protected final StoredObject write(String key, String content) {
    byte[] bytes = bytes(content);
    return store().write(new ArtifactKey(key), new ByteArrayInputStream(bytes), bytes.length);
  }

  protected final String read(ArtifactKey key) {
    try (InputStream in = store().open(key)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  protected final List<String> keys(String prefix) {
    try (Stream<StoredObject> objects = store().list(prefix)) {
      return objects.map(object -> object.key().text()).toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
