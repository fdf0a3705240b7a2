package io.argobuild.core.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.cluster.TestPods;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several clusters may work on one folder, each launching a supervisor of which one remains. */
class PodEntryTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000);

  @TempDir Path temp;
  private PodFolder folder = new PodFolder(Path.of(""));
  private Supervisors supervisors;

  @BeforeEach
  void makePod() throws IOException {
    folder = new PodFolder(temp.resolve("pod"));
    Files.createDirectories(folder.state());
    var pod = TestPods.pod("pod", "wf");
    TestPods.add(pod, "containers", "main", List.of("true"));
    PodFolder.writePod(folder.path(), pod);
    PodFolder.writeOrder(folder.path(), 1);
    supervisors = new Supervisors(Scripts.install(temp.resolve("s")), new NoRuntime(), () -> NOW);
  }

  /** What happens when somebody looks whether the launched process lives; it does not. */
  private PodEntry launched(Runnable meanwhile) throws IOException {
    PodEntry entry = new PodEntry(folder);
    entry.launched(
        new EndedProcess() {
          @Override
          public boolean isAlive() {
            meanwhile.run();
            return false;
          }
        });
    return entry;
  }

  @Test
  void aPodIsNotLostWhenAnotherSupervisorHasItAndOursIsGone() throws IOException {
    PodEntry entry = launched(this::somebodySupervises);
    entry.refresh(supervisors);
    assertThat(entry.hasEnded()).isFalse();
    assertThat(folder.state().resolve("lost")).doesNotExist();
    assertThat(entry.isActive()).isTrue();
  }

  @Test
  void aPodWithoutAnySupervisorLeftIsLost() throws IOException {
    PodEntry entry = launched(() -> {});
    entry.refresh(supervisors);
    assertThat(entry.hasEnded()).isTrue();
    assertThat(folder.state().resolve("lost")).exists();
  }

  @Test
  void aPodThatIsRemovedMeanwhileIsNotLost() throws IOException {
    PodEntry entry = launched(() -> move(folder.path(), temp.resolve("trash")));
    entry.refresh(supervisors);
    assertThat(entry.hasEnded()).isFalse();
    assertThat(temp.resolve("trash/state/lost")).doesNotExist();
  }

  /** This JVM, which lives. */
  private void somebodySupervises() {
    long pid = ProcessHandle.current().pid();
    try {
      Files.writeString(folder.state().resolve("supervisor"), pid + " - - 1000\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private abstract static class EndedProcess extends Process {
    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public InputStream getErrorStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public int waitFor() {
      return 0;
    }

    @Override
    public int exitValue() {
      return 0;
    }

    @Override
    public void destroy() {}
  }

  /** Nothing is run here. */
  private static final class NoRuntime implements ContainerRuntime {
    @Override
    public String name() {
      return "none";
    }

    @Override
    public boolean runsImages() {
      return false;
    }

    @Override
    public void prepare(PodPlan pod, PodPlan.ContainerPlan container, Path building, Path folder) {}

    @Override
    public Map<String, String> environment() {
      return Map.of();
    }

    @Override
    public List<String> inside(PodFolder folder, String container, List<String> command) {
      return command;
    }
  }
}
