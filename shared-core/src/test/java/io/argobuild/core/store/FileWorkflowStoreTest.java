package io.argobuild.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodeStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileWorkflowStoreTest extends WorkflowStoreContract {
  @TempDir private Path temp;

  @Override
  protected FileWorkflowStore store() {
    return store(StoreOptions.DEFAULT);
  }

  private FileWorkflowStore store(StoreOptions options) {
    return new FileWorkflowStore(temp, options, InstantSource.fixed(NOW));
  }

  private Path run(String file) {
    return temp.resolve("runs/wf").resolve(file);
  }

  private void writeTicks(int count) {
    try (RunWriter writer = store().create(manifest("wf"))) {
      for (int i = 1; i <= count; i++) {
        writer.append(tick("n" + i % 3, "tick " + i));
      }
    }
  }

  @Test
  void aJournalCutAtAnyByteGivesTheTicksThatAreWhole() throws IOException {
    writeTicks(3);
    byte[] whole = Files.readAllBytes(run("journal.ndjson"));
    int ticks = 0;

    for (int length = 0; length <= whole.length; length++) {
      if (length > 0 && whole[length - 1] == '\n') {
        ticks++;
      }
      Files.write(run("journal.ndjson"), Arrays.copyOf(whole, length));

      StoredRun run = store().read("wf");

      assertThat(run.sequence()).as("ticks of %s bytes", length).isEqualTo(ticks);
      assertThat(run.content().nodes()).hasSize(ticks);
    }
    assertThat(ticks).isEqualTo(3);
  }

  @Test
  void aRunWhoseJournalWasCutGoesOn() throws IOException {
    writeTicks(3);
    byte[] whole = Files.readAllBytes(run("journal.ndjson"));

    for (int length = whole.length; length > 0; length -= 97) {
      Files.deleteIfExists(run("snapshot.json"));
      Files.write(run("journal.ndjson"), Arrays.copyOf(whole, length));
      long sequence = store().read("wf").sequence();
      try (RunWriter writer = store().open("wf")) {
        writer.append(tick("after", "the cut"));
      }

      StoredRun run = store().read("wf");
      assertThat(run.sequence()).isEqualTo(sequence + 1);
      assertThat(run.content().nodes()).containsKey("after").hasSize((int) sequence + 1);
    }
  }

  @Test
  void aTornLineOfZerosOrRubbishIsDropped() throws IOException {
    writeTicks(2);
    byte[] whole = Files.readAllBytes(run("journal.ndjson"));
    for (byte rubbish : new byte[] {0, '{', '\n', (byte) 0xff}) {
      byte[] torn = Arrays.copyOf(whole, whole.length + 5000);
      Arrays.fill(torn, whole.length, torn.length, rubbish);
      Files.write(run("journal.ndjson"), torn);

      assertThat(store().read("wf").sequence()).isEqualTo(2);
    }
  }

  @Test
  void damageBeforeAWholeLineIsFoundAtAnyByte() throws IOException {
    writeTicks(2);
    byte[] whole = Files.readAllBytes(run("journal.ndjson"));
    int firstLine = new String(whole, StandardCharsets.UTF_8).indexOf('\n');

    for (int i = 0; i <= firstLine; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x10;
      Files.write(run("journal.ndjson"), damaged);

      assertProblem(() -> store().read("wf"), "RUN_CORRUPT");
    }
    assertProblem(() -> store().open("wf"), "RUN_CORRUPT");
    Files.write(run("journal.ndjson"), whole);
    store().open("wf").close();
  }

  @Test
  void aMissingTickIsFound() throws IOException {
    writeTicks(3);
    List<String> lines = new ArrayList<>(Files.readAllLines(run("journal.ndjson")));
    lines.remove(1);
    Files.write(run("journal.ndjson"), lines);

    assertProblem(() -> store().read("wf"), "RUN_CORRUPT");
  }

  @Test
  void aCompactionCutOffAtAnyStepLosesNothing() throws IOException {
    RunWriter writer = store().create(manifest("wf"));
    for (int i = 1; i <= 5; i++) {
      writer.append(tick("n" + i, "tick " + i));
    }
    byte[] journal = Files.readAllBytes(run("journal.ndjson"));
    writer.compact();
    writer.close();
    byte[] snapshot = Files.readAllBytes(run("snapshot.json"));
    StoredRun expected = store().read("wf");

    Files.write(run("snapshot.json.next"), Arrays.copyOf(snapshot, 100));
    Files.delete(run("snapshot.json"));
    Files.write(run("journal.ndjson"), journal);
    assertThat(store().read("wf")).as("snapshot being written").isEqualTo(expected);

    Files.write(run("snapshot.json"), snapshot);
    assertThat(store().read("wf")).as("journal not yet new").isEqualTo(expected);

    Files.delete(run("journal.ndjson"));
    assertThat(store().read("wf")).as("journal put away").isEqualTo(expected);
  }

  @Test
  void theJournalIsCompactedWhenItHasGrown() throws IOException {
    try (RunWriter writer = store(new StoreOptions(5000, false)).create(manifest("wf"))) {
      for (int i = 0; i < 200; i++) {
        writer.append(tick("n", "tick " + i));
        assertThat(Files.size(run("journal.ndjson"))).isLessThan(6000);
      }
    }

    assertThat(run("snapshot.json")).exists();
    assertThat(store().read("wf").sequence()).isEqualTo(200);
    assertThat(store().read("wf").content().nodes()).containsValue(node("n", "tick 199"));
  }

  @Test
  void aHistoryThatIsKeptHasEveryTickWithItsNotes() {
    FileWorkflowStore store = store(new StoreOptions(1500, true));
    RunWriter writer = store.create(manifest("wf"));
    for (int i = 1; i <= 20; i++) {
      writer.append(tick("n", "tick " + i).withNotes(List.of(json("{'seen':" + i + "}"))));
      if (i % 7 == 0) {
        writer.close();
        writer = store.open("wf");
      }
    }
    writer.close();

    List<JournalEntry> ticks = store.ticks("wf");

    assertThat(ticks)
        .extracting(tick -> tick.notes().get(0).path("seen").asInt())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    assertThat(ticks.get(4).nodes()).containsExactly(node("n", "tick 5"));
  }

  @Test
  void theStateBeforeAReplacementIsKept() throws IOException {
    try (RunWriter writer = store().create(manifest("wf"))) {
      writer.append(tick("a", "the old state"));
      writer.replace(
          new StoredRun.Content(workflow("wf"), writer.run().content().status(), Map.of()),
          "retry");
    }

    try (Stream<Path> checkpoints = Files.list(run("checkpoints"))) {
      assertThat(checkpoints)
          .singleElement()
          .satisfies(
              file -> {
                assertThat(file).hasFileName("000000000001-retry.json");
                assertThat(Files.readString(file)).contains("the old state");
              });
    }
  }

  @Test
  void noSecretValueIsInAnyFile() throws IOException {
    String value = "c2VjcmV0LXZhbHVl";
    ObjectNode secret =
        json(
            "{'kind':'Secret','metadata':{'name':'s','namespace':'ns','annotations':{'last':'%1$s'}},'data':{'k':'%1$s'},'stringData':{'k':'%1$s'}}"
                .formatted(value));
    ObjectNode list = json("{'kind':'List','items':[]}");
    list.withArray("items").add(secret).add(json("{'kind':'ConfigMap','metadata':{'name':'c'}}"));
    ObjectNode secretList =
        json(
            "{'kind':'SecretList','items':[{'metadata':{'name':'t'},'data':{'k':'"
                + value
                + "'}}]}");
    RunManifest manifest =
        RunManifest.of(workflow("wf"), List.of(secret, list, secretList), Map.of(), NOW);

    try (RunWriter writer = store().create(manifest)) {
      writer.append(tick("a", "x"));
      writer.compact();
    }

    assertThat(manifest.secrets())
        .containsExactly(
            new RunManifest.SecretName("ns", "s"),
            new RunManifest.SecretName("ns", "s"),
            new RunManifest.SecretName("", "t"));
    assertThat(manifest.resources())
        .extracting(r -> r.path("kind").asText())
        .containsExactly("ConfigMap");
    assertThat(store().read("wf").manifest()).isEqualTo(manifest);
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain(value);
      }
    }
  }

  @Test
  void aManifestWithASecretIsRefused() {
    ObjectNode secret = json("{'kind':'Secret','metadata':{'name':'s'},'data':{'k':'djE='}}");

    assertThatThrownBy(
            () -> new RunManifest(workflow("wf"), List.of(secret), List.of(), Map.of(), NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyTheOwnerMayLookIntoARun() throws IOException {
    store().create(manifest("wf")).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run(""))))
        .isEqualTo("rwx------");
  }

  @Test
  void aWriterThatLostItsLeaseWritesNoMore() throws IOException {
    try (RunWriter writer = store().create(manifest("wf"))) {
      writer.append(tick("a", "x"));
      ObjectNode other =
          json(
              "{'token':99,'pid':4711,'host':'elsewhere','started':'2026-01-01T00:00:00Z','since':'2026-01-01T00:00:00Z'}");
      Files.writeString(run("lease.json"), other.toString());

      assertThatCode(() -> writer.append(tick("b", "x")))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("RUN_LEASE_LOST")
          .hasMessageContaining("process 4711 on elsewhere");
      assertThat(store().list())
          .extracting(RunSummary::owner)
          .extracting(RunOwner::host)
          .containsExactly("elsewhere");
    }

    assertThat(run("lease.json")).content().as("the other's lease").contains("4711");
    assertThat(store().read("wf").content().nodes()).containsOnlyKeys("a");
  }

  @Test
  void aWriterThatWasOvertakenWritesWhereNobodyReads() throws IOException {
    try (RunWriter writer = store().create(manifest("wf"))) {
      writer.append(tick("a", "x"));
      Path copy = Files.copy(run("journal.ndjson"), run("copy"));
      Files.move(copy, run("journal.ndjson"), StandardCopyOption.REPLACE_EXISTING);

      writer.append(tick("b", "stale"));
    }

    assertThat(store().read("wf").content().nodes()).containsOnlyKeys("a");
  }

  @Test
  void aRunWhoseWriterCouldNotGiveItUpCanBeTakenOver() throws IOException {
    RunWriter writer = store().create(manifest("wf"));
    // Neither the file nor the one that is to replace it can be written.
    Files.createDirectories(run("lease.json.next/x"));
    assertProblem(writer::close, "RUN_STORE_FAILED");
    Files.delete(run("lease.json.next/x"));
    Files.delete(run("lease.json.next"));

    store().open("wf").close();
  }

  @Test
  void aStateOfALaterVersionIsNotMisread() throws IOException {
    writeTicks(1);
    String manifest = Files.readString(run("manifest.json"));
    Files.writeString(run("manifest.json"), manifest.replace("\"format\":1", "\"format\":2"));

    assertProblem(() -> store().read("wf"), "RUN_CORRUPT");
    assertThat(store().list()).extracting(s -> s.problem() != null).containsExactly(true);
  }

  @Test
  void oneUnreadableRunHidesNoOther() throws IOException {
    writeTicks(1);
    store().create(manifest("other")).close();
    Files.writeString(run("snapshot.json"), "{\"format\":1,\"seq\":");

    assertThat(store().list()).extracting(RunSummary::name).contains("wf", "other");
  }

  @Test
  void foreignFilesAmongTheRunsAreNoRuns() throws IOException {
    writeTicks(1);
    Files.createDirectories(temp.resolve("runs/half-deleted"));
    Files.createDirectories(temp.resolve("runs/.hidden"));
    Files.writeString(temp.resolve("runs/file"), "");

    assertThat(store().list()).extracting(RunSummary::name).containsExactly("wf");
    store().create(manifest("half-deleted")).close();
    assertThat(store().list()).hasSize(2);
  }

  @Test
  void anInterruptedThreadStillRecordsItsTick() {
    try (RunWriter writer = store().create(manifest("wf"))) {
      Thread.currentThread().interrupt();
      writer.append(tick("a", "x"));
      writer.compact();
      writer.append(tick("b", "x"));

      assertThat(Thread.interrupted()).as("left interrupted").isTrue();
    }

    assertThat(store().read("wf").content().nodes()).containsOnlyKeys("a", "b");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anotherProcessIsNamedAndItsRunIsTakenOverOnceItIsDead() throws Exception {
    store().create(manifest("wf")).close();
    try (WriterProcess other = WriterProcess.start(temp, "wf", "")) {
      assertThat(other.line()).isEqualTo("1");

      assertThatCode(() -> store().open("wf"))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("RUN_LOCKED")
          .hasMessageContaining("process " + other.pid() + " on ");
      assertThat(store().list())
          .extracting(RunSummary::owner)
          .extracting(RunOwner::pid)
          .containsExactly(other.pid());

      other.kill();
      assertThat(store().list()).extracting(RunSummary::owner).containsOnlyNulls();
      store().open("wf").close();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aKilledProcessLosesNoTickThatWasAcknowledged() throws Exception {
    store().create(manifest("wf")).close();
    long acknowledged = 0;
    for (int round = 1; round <= 3; round++) {
      try (WriterProcess writer = WriterProcess.start(temp, "wf", "")) {
        for (int i = 0; i < 23 * round; i++) {
          acknowledged = Long.parseLong(writer.line());
        }
        for (String line : writer.kill()) {
          acknowledged = Long.parseLong(line);
        }
      }

      StoredRun run = store().read("wf");
      assertThat(run.sequence()).isBetween(acknowledged, acknowledged + 1);
      assertThat(run.content().nodes()).isEqualTo(expected(run.sequence()));
    }
  }

  private static Map<String, NodeStatus> expected(long ticks) {
    Map<String, NodeStatus> nodes = new LinkedHashMap<>();
    for (long i = 1; i <= ticks; i++) {
      WriterProcess.tick(i).nodes().forEach(node -> nodes.put(node.id(), node));
    }
    return nodes;
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTickThatDoesNotFitOnTheDiskIsNotHalfRecorded() throws Exception {
    store().create(manifest("wf")).close();
    List<String> lines = new ArrayList<>();
    try (WriterProcess writer = WriterProcess.start(temp, "wf", "ulimit -f 2;")) {
      while (lines.size() < 20 || !lines.contains("RUN_STORE_FAILED")) {
        lines.add(writer.line());
      }
      lines.addAll(writer.kill());
    }

    StoredRun run = store().read("wf");
    long recorded = lines.stream().filter(line -> !line.startsWith("RUN_")).count();
    assertThat(run.sequence()).isBetween(recorded, recorded + 1);
    assertThat(run.content().nodes()).isEqualTo(expected(run.sequence()));
  }
}
