package io.argobuild.core.expression.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers were had from k8s.io/apimachinery; the fields are those of Argo's nodes. */
class FieldSelectorTest {
  private static final Map<String, String> NODE =
      Map.of(
          "displayName", "build(0:a,b)",
          "templateName", "build",
          "phase", "Failed",
          "name", "wf[0].build",
          "id", "wf-1",
          "inputs.parameters.arch.value", "a=b");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                      | true",
        "phase=Failed                            | true",
        "phase==Failed                           | true",
        "phase!=Failed                           | false",
        "phase=Failed,templateName=build         | true",
        "phase=Failed,templateName=other         | false",
        "'phase=Failed,,'                        | true",
        "name=wf[0].build                        | true",
        "displayName=build(0:a\\,b)              | true",
        "inputs.parameters.arch.value=a\\=b      | true",
        "inputs.parameters.none.value=           | true",
        "inputs.parameters.none.value!=          | false",
        "templateRef.name!=x                     | true",
        "' phase=Failed'                         | false",
        "phase= Failed                           | false",
        "=                                       | true",
        "=x                                      | false",
        "!=                                      | true"
      })
  void matches(String selector, boolean matches) {
    FieldSelector read = FieldSelector.parse(selector);
    assertThat(read.matches(NODE)).isEqualTo(matches);
    assertThat(FieldSelector.parse(read.text())).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "phase       | 'invalid selector: ''phase''; can''t understand ''phase'''",
        "a=b,phase   | 'invalid selector: ''a=b,phase''; can''t understand ''phase'''",
        "a=b=c       | 'invalid field selector: unescaped character in value: 61'",
        "a=b\\c      | 'invalid field selector: invalid escape sequence: \\c'",
        "a=b\\       | 'invalid field selector: invalid escape sequence: \\'",
        "a>b         | 'invalid selector: ''a>b''; can''t understand ''a>b'''"
      })
  void tellsWhatIsWrong(String selector, String message) {
    SelectorException error =
        catchThrowableOfType(SelectorException.class, () -> FieldSelector.parse(selector));
    assertThat(error).hasMessage(message);
  }
}
