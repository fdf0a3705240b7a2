package io.argobuild.core.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.artifact.SimulatedArtifactStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrphansTest {
  private final KnownKeys known = new KnownKeys();
  private final List<String> told = new ArrayList<>();

  private Orphans orphans(SimulatedArtifactStore store, String prefix) {
    return new Orphans(store, prefix, () -> known);
  }

  @ParameterizedTest
  @CsvSource({
    "p/build-x7k2p/build-x7k2p-main-1/out.tgz, true",
    "p/build-x7k2p-main-1/out.tgz, true",
    "build-x7k2p, true",
    "p/build-x7k2/out.tgz, false",
    "p/build-x7k2pq/out.tgz, false",
    "p/mybuild-x7k2p/out.tgz, false",
    "data/in.csv, true",
    "data/in.csv/part-1, true",
    "data/in.csvx, false",
    "data/dir/a/b, true",
    "data/dirs/a, false"
  })
  void keysOfRunsAreKnownByNameOrByRecord(String key, boolean expected) throws IOException {
    known.addRun("build-x7k2p");
    known.addNamed(
        GcPlannerTest.json(
            "{'spec':{'a':[{'s3':{'key':'data/in.csv'}}]},'status':{'b':{'key':'data/dir/'}}}"));

    assertThat(known.contains(key)).isEqualTo(expected);
  }

  @Test
  void orphansAreListedAndNothingIsDeleted() {
    known.addRun("wf");
    SimulatedArtifactStore store = new SimulatedArtifactStore().with("p/wf/a", "p/gone/b", "q/c");

    OrphanReport report = orphans(store, "p/").list(object -> told.add(object.key().text()));

    assertThat(told).containsExactly("p/gone/b");
    assertThat(report.found()).isEqualTo(1);
    assertThat(report.bytes()).isEqualTo(8);
    assertThat(store.keys()).hasSize(3);
    assertThat(store.requests()).isZero();
  }

  @Test
  void theyAreDeletedPageByPageBelowThePrefixOnly() {
    known.addRun("wf");
    String[] gone = IntStream.range(0, 2500).mapToObj(i -> "p/gone/" + i).toArray(String[]::new);
    SimulatedArtifactStore store =
        new SimulatedArtifactStore().with(gone).with("p/wf/a", "q/c", "pp/d");

    OrphanReport report = orphans(store, "p/").delete(object -> {});

    assertThat(report.deleted()).isEqualTo(2500);
    assertThat(store.keys()).containsExactly("p/wf/a", "pp/d", "q/c");
    assertThat(store.requests()).isEqualTo(3);
  }

  @Test
  void whatFailsIsReportedAndStopsNoOther() {
    SimulatedArtifactStore store =
        new SimulatedArtifactStore().with("p/a", "p/b", "p/c").denying("p/b");

    OrphanReport report = orphans(store, "p/").delete(object -> {});

    assertThat(report.deleted()).isEqualTo(2);
    assertThat(report.notDeleted()).isEqualTo(1);
    assertThat(report.failed()).extracting(GcReport.Failed::key).containsExactly("p/b");
  }

  @Test
  void aRunThatBeganMeanwhileIsKnown() {
    SimulatedArtifactStore store = new SimulatedArtifactStore().with("p/new/a");
    Orphans orphans =
        new Orphans(
            store,
            "p/",
            () -> {
              known.addRun("new");
              return known;
            });

    assertThat(orphans.delete(object -> {}).found()).isZero();
    assertThat(store.keys()).containsExactly("p/new/a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "p"})
  void withoutAFolderOfItsOwnNothingIsDeleted(String prefix) {
    SimulatedArtifactStore store = new SimulatedArtifactStore().with("p/a");

    assertThatThrownBy(() -> orphans(store, prefix).delete(object -> {}))
        .hasMessageContaining("ORPHANS_PREFIX_NEEDED");
    assertThat(store.keys()).containsExactly("p/a");
  }
}
