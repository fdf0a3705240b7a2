package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.problem.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeProblemsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          failed to look-up entrypoint/cmd for image "x", you must … | NODE_IMAGE_COMMAND_UNKNOWN | CONFIGURATION
          main: Error (exit code 64): failed to find name in PATH: exec: "nope": executable file not found in $PATH | NODE_COMMAND_NOT_FOUND | NOT_FOUND
          wait: Error (exit code 64): open /var/run/argo/outputs/artifacts/tmp/x.tgz: no such file or directory; | NODE_OUTPUT_MISSING | NOT_FOUND
          wait: Error (exit code 64): artifact a failed to save: the artifact folder can't be written: No space left on device; | NODE_DISK_FULL | INTERNAL
          wait: Error (exit code 64): artifact a failed to save: the artifact folder can't be written: Permission denied; | NODE_OUTPUT_DENIED | PERMISSION
          init: Error (exit code 64): required artifact 'a' not supplied | NODE_INPUT_MISSING | NOT_FOUND
          main: Error (exit code 64): Error from server (NotFound): configmaps "x" not found | NODE_OBJECT_NOT_FOUND | NOT_FOUND
          main: Error (exit code 64): Error from server (AlreadyExists): … already exists | NODE_OBJECT_EXISTS | CONFIGURATION
          main: Error (exit code 64): no more retries Error from server (Forbidden): … | NODE_OBJECT_DENIED | PERMISSION
          main: Error (exit code 64): success condition 'a' can't come true: nothing here changes Job a/b; use runtime kubernetes | NODE_OBJECT_STAYS | CONFIGURATION
          main: OOMKilled (exit code 137) | NODE_OUT_OF_MEMORY | CONFIGURATION
          """)
  void reasonsOutsideOfTheProgramHaveCodeAndClass(String message, String code, String kind) {
    Problem problem = NodeProblems.of(null, message).orElseThrow();
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.kind().name()).isEqualTo(kind);
    assertThat(problem.nextStep()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"main: Error (exit code 1)", "child 'wf-1' failed", "No more retries left", ""})
  void aProgramThatFailsIsNoProblemOfOurs(String message) {
    assertThat(NodeProblems.of(null, message)).isEmpty();
  }
}
