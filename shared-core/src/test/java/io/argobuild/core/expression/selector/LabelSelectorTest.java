package io.argobuild.core.expression.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers were had from k8s.io/apimachinery. */
class LabelSelectorTest {
  private static final Map<String, String> LABELS =
      Map.of("app", "web", "example.com/tier", "1", "n", "5", "in", "x", "empty", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                     | true  | ''",
        "app                    | true  | app",
        "other                  | false | other",
        "!app                   | false | !app",
        "!other                 | true  | !other",
        "! other , app          | true  | 'app,!other'",
        "app=web                | true  | app=web",
        "app==web               | true  | app==web",
        "app = other            | false | app=other",
        "app!=web               | false | app!=web",
        "other!=web             | true  | other!=web",
        "app=                   | false | app=",
        "empty=                 | true  | empty=",
        "empty=,app             | true  | 'app,empty='",
        "app in (web)           | true  | app in (web)",
        "app in (b,web,a,a)     | true  | 'app in (a,b,web)'",
        "app notin (a,b)        | true  | 'app notin (a,b)'",
        "other in (a)           | false | other in (a)",
        "other notin (a)        | true  | other notin (a)",
        "empty in ()            | true  | empty in ()",
        "empty in (,a)          | true  | 'empty in (,a)'",
        "empty in (a,,b)        | true  | 'empty in (,a,b)'",
        "in in (in,x)           | true  | 'in in (in,x)'",
        "in=x                   | true  | in=x",
        "n>4                    | true  | n>4",
        "n > 5                  | false | n>5",
        "n<6                    | true  | n<6",
        "app>1                  | false | app>1",
        "other<1                | false | other<1",
        "example.com/tier=1     | true  | example.com/tier=1",
        "n,app=web,in notin (y) | true  | 'app=web,in notin (y),n'"
      })
  void matches(String selector, boolean matches, String text) {
    LabelSelector read = LabelSelector.parse(selector);
    assertThat(read.matches(LABELS)).isEqualTo(matches);
    assertThat(read.text()).isEqualTo(text);
    assertThat(LabelSelector.parse(read.text())).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "','        | 'found '','', expected: !, identifier, or ''end of string'''",
        "'a,'       | 'found '''', expected: identifier after '','''",
        "'a b'      | 'unable to parse requirement: found ''b'', expected: in, notin, =, ==, !=, gt, lt'",
        "'a=b c'    | 'found ''c'', expected: '','' or ''end of string'''",
        "'a in b'   | 'unable to parse requirement: found ''b'' expected: ''('''",
        "'a in (b'  | 'unable to parse requirement: found '''', expected: '','' or '')'''",
        "'a in (='  | 'unable to parse requirement: found ''='', expected: '','', '')'' or identifier'",
        "'a=='      | ''",
        "'a=('      | 'unable to parse requirement: found ''('', expected: identifier'",
        "'!'        | 'unable to parse requirement: found '''', expected: identifier'",
        "'a=>b'     | 'unable to parse requirement: found ''>'', expected: identifier'",
        "'a.b=c, )' | 'found '')'', expected: identifier after '','''"
      })
  void tellsWhatIsWrong(String selector, String message) {
    SelectorException error =
        catchThrowableOfType(SelectorException.class, () -> LabelSelector.parse(selector));
    assertThat(error == null ? "" : error.getMessage()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-a     | '<nil>: Invalid value: \"-a\": name part must consist of'",
        "a/     | '<nil>: Invalid value: \"a/\": name part must be non-empty; name part must consist of'",
        "/a     | '<nil>: Invalid value: \"/a\": prefix part must be non-empty'",
        "A/b    | '<nil>: Invalid value: \"A/b\": prefix part a lowercase RFC 1123 subdomain must'",
        "a/b/c  | '<nil>: Invalid value: \"a/b/c\": a valid label key must consist of'",
        "a=-b   | 'values[0][a]: Invalid value: \"-b\": a valid label must be an empty string or'",
        "a>b    | 'values[0]: Invalid value: \"b\": for ''Gt'', ''Lt'' operators, the value must be'",
        "a>-b-  | '[values[0]: Invalid value: \"-b-\": for'"
      })
  void keysAndValuesMustBeThoseOfLabels(String selector, String start) {
    SelectorException error =
        catchThrowableOfType(SelectorException.class, () -> LabelSelector.parse(selector));
    assertThat(error.getMessage()).startsWith("unable to parse requirement: " + start);
    assertThat(error.problem().code()).isEqualTo("SELECTOR_SYNTAX");
  }

  @Test
  void namesHave63BytesAtMost() {
    assertThat(LabelSelector.parse("k".repeat(63) + "=" + "v".repeat(63)).requirements())
        .hasSize(1);
    SelectorException error =
        catchThrowableOfType(
            SelectorException.class, () -> LabelSelector.parse("a=" + "v".repeat(64)));
    assertThat(error).hasMessageEndingWith("must be no more than 63 bytes");
  }
}
