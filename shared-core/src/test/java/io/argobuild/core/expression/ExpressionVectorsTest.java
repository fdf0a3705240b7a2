package io.argobuild.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every recorded answer of expr-lang, sprig and Argo's own functions. Another folder of vectors is
 * judged with {@code -Dvectors.dir=DIR}.
 */
class ExpressionVectorsTest {

  @ParameterizedTest
  @CsvSource({"expr, 2348", "sprig, 947"})
  void everyVectorIsAnsweredAsGoAnswersIt(String area, int cases) {
    ExpressionVectorJudge judge = new ExpressionVectorJudge();
    Map<String, List<String>> wrong = new TreeMap<>();
    List<String> judged = new ArrayList<>();

    for (ExpressionVector vector : ExpressionVector.read(area)) {
      judged.add(vector.id());
      List<String> differences = judge.judge(vector);
      if (!differences.isEmpty()) {
        wrong.put(vector.id() + " " + vector.input(), differences);
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(judged).doesNotHaveDuplicates().isNotEmpty();
    if (System.getProperty("vectors.dir") == null) {
      assertThat(judged).as("census").hasSize(cases);
    }
    assertThat(judge.equalTexts())
        .as("errors with exactly Go's text, of %s", judge.errors())
        .isGreaterThanOrEqualTo(judge.errors() * 98 / 100);
  }

  @Test
  void theCensusOfKindsIsThatOfTheRecording() {
    if (System.getProperty("vectors.dir") != null) {
      return;
    }
    Map<String, Integer> kinds = new TreeMap<>();
    for (String area : List.of("expr", "sprig")) {
      for (ExpressionVector vector : ExpressionVector.read(area)) {
        kinds.merge(vector.id().split("-")[0] + "/" + vector.kind(), 1, Integer::sum);
      }
    }

    assertThat(kinds)
        .hasSize(55)
        .containsEntry("expr/table-runtime", 255)
        .containsEntry("expr/jsonpath-fn", 25)
        .containsEntry("sprig/table-any", 104)
        .containsEntry("sprig/semver", 30);
  }
}
