package io.argobuild.core.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.DeleteOutcome;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.artifact.UploadForm;
import io.argobuild.core.status.ArtifactState;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of any size take the same memory. */
class FolderPassTest {
  private static final GcOptions OPTIONS = GcOptions.DEFAULT;
  private static final int AT_ONCE = OPTIONS.batchSize() * OPTIONS.parallelRequests();
  private static final int SAMPLE = 100;

  @ParameterizedTest
  @ValueSource(ints = {10_000, 1_000_000})
  void noMoreKeysAreHeldThanAreBeingDeleted(int objects) throws InterruptedException {
    Listing store = new Listing(objects);
    ArtifactState state =
        new ArtifactState("d", ArtifactState.Phase.STORED, "wf/d/", 1, "", "", null);
    GcPlan.Deletion folder =
        new GcPlan.Deletion(
            new ArtifactKey("wf/d/"), GcPlan.Extent.FOLDER, List.of(new GcPlan.Target("n", state)));

    GcReport report =
        new GcRunner(store, OPTIONS, wait -> {})
            .run(new GcPlan("wf", List.of(folder), List.of(), Set.of()), updates -> {});

    assertThat(report.deleted()).containsExactly(new GcReport.Deleted("wf/d/", objects));
    assertThat(store.present.isEmpty()).isTrue();
    assertThat(store.mostAhead).isLessThanOrEqualTo(AT_ONCE + Expansion.FEW + 2);
    assertThat(store.mostAlive).isLessThanOrEqualTo(AT_ONCE / SAMPLE + 2);
    assertThat(store.looks).isGreaterThanOrEqualTo(2);
  }

  /** Makes its keys as they are listed, and counts those that somebody still holds. */
  private static final class Listing implements ArtifactStore {
    private final BitSet present = new BitSet();
    private final int objects;
    private final List<WeakReference<ArtifactKey>> sampled = new ArrayList<>();
    private int listed;
    private int deleted;
    private int mostAhead;
    private long mostAlive;
    private int looks;

    private Listing(int objects) {
      this.objects = objects;
      present.set(0, objects);
    }

    @Override
    public Stream<StoredObject> list(String prefix) {
      if (listed > 0) {
        look();
      }
      return Stream.iterate(next(0), i -> i >= 0, i -> next(i + 1)).map(i -> object(prefix, i));
    }

    private synchronized int next(int from) {
      return present.nextSetBit(from);
    }

    private synchronized StoredObject object(String prefix, int index) {
      ArtifactKey key = new ArtifactKey(prefix + index);
      listed++;
      mostAhead = Math.max(mostAhead, listed - deleted);
      if (index % SAMPLE == 0) {
        sampled.add(new WeakReference<>(key));
      }
      if (listed == objects / 2) {
        look();
      }
      return new StoredObject(key, 1, "e");
    }

    private void look() {
      System.gc();
      looks++;
      long alive = sampled.stream().filter(key -> key.get() != null).count();
      mostAlive = Math.max(mostAlive, alive);
    }

    @Override
    public synchronized List<DeleteOutcome> delete(List<ArtifactKey> keys) {
      List<DeleteOutcome> outcomes = new ArrayList<>(keys.size());
      for (ArtifactKey key : keys) {
        String text = key.text();
        present.clear(Integer.parseInt(text.substring(text.lastIndexOf('/') + 1)));
        outcomes.add(new DeleteOutcome.Deleted(key));
      }
      deleted += keys.size();
      return outcomes;
    }

    @Override
    public int maxDeleteBatch() {
      return 1000;
    }

    @Override
    public int abortUploads(ArtifactKey key) {
      return 0;
    }

    @Override
    public String description() {
      return "listing";
    }

    @Override
    public URI presignGet(ArtifactKey key, Duration validity) {
      throw new UnsupportedOperationException();
    }

    @Override
    public URI presignPut(ArtifactKey key, Duration validity) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<UploadForm> presignForm(ArtifactKey folder, Duration validity) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredObject> head(ArtifactKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public InputStream open(ArtifactKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public StoredObject write(ArtifactKey key, InputStream content, long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
