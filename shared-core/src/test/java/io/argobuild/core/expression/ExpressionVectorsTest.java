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
  private static final String CENSUS =
      """
      expr/argo-env=73 expr/argo-item=1 expr/argo-item-map=34 expr/arithmetic=61
      expr/builtin-json=61 expr/builtin-list=48 expr/builtin-number=105
      expr/builtin-string=66 expr/builtin-type=10 expr/comments=5 expr/compare=26
      expr/data-transformation=10 expr/date=55 expr/depends-like=14 expr/duration=39
      expr/env-names=17 expr/errors=67 expr/event-payload=26 expr/http-success=13
      expr/if-let=26 expr/jsonpath-fn=25 expr/literal-number=47 expr/literal-other=39
      expr/literal-string=44 expr/logic=31 expr/membership=16 expr/nil=19
      expr/optional-chaining=49 expr/override-builtin=18 expr/pipes=21 expr/precedence=46
      expr/predicates=79 expr/slice=22 expr/string-ops=31 expr/table-builtin=174
      expr/table-floatfmt=79 expr/table-literal=145 expr/table-number=186
      expr/table-precedence=133 expr/table-predicate=65 expr/table-runtime=255
      expr/table-unary=20 expr/table-unicode=42 expr/whitespace=5 sprig/dates=23
      sprig/defaults=28 sprig/dicts=43 sprig/encoding=15 sprig/json=14 sprig/lists=46
      sprig/misc=21 sprig/numbers=75 sprig/paths=11 sprig/semver=30 sprig/strings=123
      sprig/table-any=104 sprig/table-math=171 sprig/table-semver=59
      sprig/table-string=157 sprig/types=21 sprig/url=6\
      """;

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

    System.out.printf(
        "vectors %s: %d passed, %d failed%n", area, judged.size() - wrong.size(), wrong.size());
    assertThat(wrong).isEmpty();
    assertThat(judged).doesNotHaveDuplicates().isNotEmpty();
    if (System.getProperty("vectors.dir") == null) {
      assertThat(judged).as("census").hasSize(cases);
    }
    int percent = System.getProperty("vectors.dir") == null ? 100 : 98;
    assertThat(judge.equalTexts())
        .as("errors with exactly Go's text, of %s", judge.errors())
        .isGreaterThanOrEqualTo(judge.errors() * percent / 100);
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

    assertThat(kinds.toString().replaceAll("[{},]", "")).isEqualTo(CENSUS.replace('\n', ' '));
  }
}
