package io.argobuild.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.DagTask;
import io.argobuild.core.problem.ProblemException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependsExpressionTest {
  private static DagTask task(String name, String... continueOn) {
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.put("name", name);
    for (String kind : continueOn) {
      raw.withObject("/continueOn").put(kind, true);
    }
    return new DagTask(raw);
  }

  private static final Map<String, DagTask> TASKS =
      Map.of(
          "task-1", task("task-1"),
          "task-2", task("task-2"),
          "task-3", task("task-3"),
          "failed-ok", task("failed-ok", "failed"),
          "error-ok", task("error-ok", "error"),
          "both-ok", task("both-ok", "error", "failed"));

  private static DependsExpression depends(String depends) {
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.put("name", "last").put("depends", depends);
    return DependsExpression.of(new DagTask(raw), TASKS::get);
  }

  private static DependsExpression dependencies(String... names) {
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    for (String name : names) {
      raw.withArray("/dependencies").add(name);
    }
    return DependsExpression.of(new DagTask(raw), TASKS::get);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(task-1 || task-2.Succeeded) && !task-3.Succeeded;"
            + "((task-1.Succeeded || task-1.Skipped || task-1.Daemoned) || task-2.Succeeded)"
            + " && !task-3.Succeeded",
        "(task-1||(task-2.Succeeded || task-2.Failed))&&!task-3.Failed;"
            + "((task-1.Succeeded || task-1.Skipped || task-1.Daemoned)"
            + "||(task-2.Succeeded || task-2.Failed))&&!task-3.Failed",
        "task-1.Succeeded && task-1.AnySucceeded; task-1.Succeeded && task-1.AnySucceeded",
        "failed-ok; (failed-ok.Succeeded || failed-ok.Skipped || failed-ok.Daemoned"
            + " || failed-ok.Failed)",
        "error-ok; (error-ok.Succeeded || error-ok.Skipped || error-ok.Daemoned"
            + " || error-ok.Errored)",
        "both-ok; (both-ok.Succeeded || both-ok.Skipped || both-ok.Daemoned"
            + " || both-ok.Errored || both-ok.Failed)",
        "unknown; (unknown.Succeeded || unknown.Skipped || unknown.Daemoned)",
      })
  void bareNamesAreSpelledOut(String written, String logic) {
    assertThat(depends(written).logic()).isEqualTo(logic);
  }

  @Test
  void dependenciesAreTheSameAsAConjunctionOfBareNames() {
    assertThat(dependencies("task-1", "failed-ok").logic())
        .isEqualTo(
            "(task-1.Succeeded || task-1.Skipped || task-1.Daemoned) && (failed-ok.Succeeded"
                + " || failed-ok.Skipped || failed-ok.Daemoned || failed-ok.Failed)");
    assertThat(dependencies("task-1", "failed-ok").tasks()).containsExactly("task-1", "failed-ok");
  }

  @Test
  void tasksAndLoopsAreNamedInOrder() {
    DependsExpression expression = depends("task-2 && (task-1.AllFailed || task-2.Failed)");

    assertThat(expression.tasks()).containsExactly("task-2", "task-1");
    assertThat(expression.loops()).containsExactly("task-1");
  }

  @Test
  void aTaskThatWaitsForNothingRuns() {
    DependsExpression nothing = dependencies();

    assertThat(nothing.logic()).isEmpty();
    assertThat(nothing.tasks()).isEmpty();
    assertThat(nothing.evaluate((task, result) -> false)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "task-1                                ; task-1.Succeeded                  ; true",
        "task-1                                ; task-1.Skipped                    ; true",
        "task-1                                ; task-1.Daemoned                   ; true",
        "task-1                                ; task-1.Omitted                    ; false",
        "task-1                                ; task-1.Failed                     ; false",
        "failed-ok                             ; failed-ok.Failed                  ; true",
        "failed-ok                             ; failed-ok.Errored                 ; false",
        "error-ok                              ; error-ok.Errored                  ; true",
        "task-1 && task-2                      ; task-1.Succeeded                  ; false",
        "task-1 || task-2                      ; task-1.Succeeded                  ; true",
        "!task-1.Failed                        ; task-1.Succeeded                  ; true",
        "task-1.Failed || task-1.Errored       ; task-1.Errored                    ; true",
        "task-1.Omitted && !(task-2 && task-3) ; task-1.Omitted task-2.Succeeded   ; true",
        "task-1 || task-2 && task-3            ; task-1.Succeeded                  ; true",
        "task-1.AnySucceeded                   ; task-1.AnySucceeded               ; true",
        "task-1.AllFailed                      ; task-1.Failed                     ; false",
      })
  void evaluation(String written, String have, boolean runs) {
    Set<String> results = Set.of(have.split(" "));

    assertThat(
            depends(written)
                .evaluate((task, result) -> results.contains(task + "." + result.text())))
        .isEqualTo(runs);
  }

  @Test
  void aSyntaxErrorIsToldInArgosWords() {
    assertThatThrownBy(() -> depends("a.Succeeded &&").evaluate((task, result) -> true))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().message())
                    .isEqualTo(
                        "unable to evaluate expression 'a.Succeeded &&': unexpected token EOF"
                            + " (1:14)\n | a.Succeeded &&\n | .............^"));
  }

  @Test
  void lintKnowsTheResultsThatTasksHave() {
    assertThat(depends("(task-1.DoesNotExist || task-2.Succeeded)").unknownResult())
        .contains("task result 'DoesNotExist' for task 'task-1' is invalid");
    assertThat(depends("task-1.AnySucceeded || task-2.Daemoned && task-3").unknownResult())
        .isEmpty();
    assertThat(dependencies("task-1").unknownResult()).isEmpty();
  }
}
