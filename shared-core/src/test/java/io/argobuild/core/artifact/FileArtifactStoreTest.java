package io.argobuild.core.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileArtifactStoreTest extends ArtifactStoreContract {
  @TempDir private Path temp;
  private Path root;
  private FileArtifactStore store;

  @BeforeEach
  void openStore() {
    root = temp.resolve("artifacts");
    store = FileArtifactStore.at(root);
  }

  @Override
  protected ArtifactStore store() {
    return store;
  }

  @Override
  protected void upload(URI address, byte[] content) throws IOException {
    Files.write(Path.of(address), content);
  }

  @Override
  protected byte[] download(URI address) throws IOException {
    return Files.readAllBytes(Path.of(address));
  }

  @Test
  void addressesAreFileUrisBelowTheFolder() {
    URI address = store.presignPut(new ArtifactKey("wf/pod/a b.tgz"), Duration.ofHours(1));

    assertThat(address.getScheme()).isEqualTo("file");
    assertThat(address.getRawPath()).endsWith("/artifacts/wf/pod/a%20b.tgz");
  }

  @Test
  void foldersLeftEmptyAreRemovedUpToTheRoot() {
    write("wf/pod/a", "x");
    write("wf/other/b", "x");

    store.delete(List.of(new ArtifactKey("wf/pod/a")));
    assertThat(root.resolve("wf/pod")).doesNotExist();
    assertThat(root.resolve("wf/other")).exists();

    store.delete(List.of(new ArtifactKey("wf/other/b")));
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void foldersMadeForAnUploadThatNeverCameAreRemoved() {
    ArtifactKey key = new ArtifactKey("wf/pod/never.tgz");
    store.presignPut(key, Duration.ofHours(1));
    assertThat(root.resolve("wf/pod")).exists();

    store.delete(List.of(key));

    assertThat(root).isEmptyDirectory();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void noLinkLeadsOutOfTheFolder() throws IOException {
    Path secret =
        Files.writeString(Files.createDirectory(temp.resolve("outside")).resolve("s"), "s");
    Files.createSymbolicLink(root.resolve("out"), secret.getParent());
    Files.createSymbolicLink(root.resolve("file"), secret);
    Files.createSymbolicLink(root.resolve("dangling"), temp.resolve("new"));

    for (String text : List.of("out/s", "file", "dangling", "out/new/x")) {
      ArtifactKey key = new ArtifactKey(text);
      Duration hour = Duration.ofHours(1);
      assertUnsafe(() -> store.presignGet(key, hour));
      assertUnsafe(() -> store.presignPut(key, hour));
      assertUnsafe(() -> store.head(key));
      assertUnsafe(() -> store.open(key));
      assertUnsafe(() -> write(text, "overwritten"));
    }
    assertThat(keys("")).isEmpty();
    assertThat(store.delete(List.of(new ArtifactKey("out/s"))))
        .singleElement()
        .isInstanceOf(DeleteOutcome.Failed.class);
    assertThat(secret).hasContent("s");
    assertThat(temp.resolve("new")).doesNotExist();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void deletingALinkLeavesWhatItPointsTo() throws IOException {
    Path secret = Files.writeString(temp.resolve("secret"), "s");
    Files.createSymbolicLink(root.resolve("link"), secret);

    assertThat(store.delete(List.of(new ArtifactKey("link"))))
        .containsExactly(new DeleteOutcome.Deleted(new ArtifactKey("link")));

    assertThat(secret).hasContent("s");
    assertThat(root).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\b", "..\\a", ".argo-partial/x"})
  void keysThatNoFolderCanHoldAreRefused(String key) {
    assertUnsafe(() -> write(key, "x"));
  }

  @Test
  void aKeyCannotBeAFileAndAFolder() {
    write("a", "x");
    assertProblem(() -> write("a/b", "x"), "ARTIFACT_KEY_CONFLICT");
    assertThat(keys("")).containsExactly("a");

    write("c/d", "x");
    assertProblem(() -> write("c", "x"), "ARTIFACT_KEY_CONFLICT");
    assertProblem(
        () -> store.presignPut(new ArtifactKey("c"), Duration.ofHours(1)), "ARTIFACT_KEY_CONFLICT");
    assertThat(keys("")).containsExactlyInAnyOrder("a", "c/d");
  }

  @Test
  void halfWrittenFilesAreNoObjectsAndLeaveNothing() {
    assertThatThrownBy(
            () ->
                store.write(
                    new ArtifactKey("wf/a"), new ByteArrayInputStream("x".getBytes(UTF_8)), 2))
        .isInstanceOf(ProblemException.class);

    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aFileIsNoArtifactFolder() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");

    assertProblem(() -> FileArtifactStore.at(file), "ARTIFACT_STORE_FAILED");
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of(
            new FileSystemException("f", null, "No space left on device"),
            "ARTIFACT_STORE_FULL",
            ProblemClass.INTERNAL),
        Arguments.of(
            new IOException("No space left on device"),
            "ARTIFACT_STORE_FULL",
            ProblemClass.INTERNAL),
        Arguments.of(
            new IOException("There is not enough space on the disk"),
            "ARTIFACT_STORE_FULL",
            ProblemClass.INTERNAL),
        Arguments.of(
            new FileSystemException("f", null, "Disk quota exceeded"),
            "ARTIFACT_STORE_FULL",
            ProblemClass.INTERNAL),
        Arguments.of(
            new AccessDeniedException("f"), "ARTIFACT_STORE_DENIED", ProblemClass.PERMISSION),
        Arguments.of(
            new FileSystemException("f", null, "Read-only file system"),
            "ARTIFACT_STORE_DENIED",
            ProblemClass.PERMISSION),
        Arguments.of(
            new FileSystemException("f", null, "File name too long"),
            "ARTIFACT_KEY_UNSAFE",
            ProblemClass.CONFIGURATION),
        Arguments.of(
            new IOException("Input/output error"), "ARTIFACT_STORE_FAILED", ProblemClass.INTERNAL));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void errorsOfTheFileSystemAreToldInPlainWords(IOException error, String code, ProblemClass kind) {
    Problem problem = FileProblems.of(error, new Place.At("folder, key 'a'"));

    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.kind()).isEqualTo(kind);
    assertThat(problem.text()).contains("folder, key 'a'");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTooLongSegmentIsAFaultOfTheKey() {
    assertUnsafe(() -> write("wf/" + "x".repeat(300), "x"));
  }

  private static void assertUnsafe(ThrowingCallable call) {
    assertProblem(call, "ARTIFACT_KEY_UNSAFE");
  }

  private static void assertProblem(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }
}
