package io.argobuild.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of Go 1.26's encoding/json. */
class JsonSyntaxTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "-0.5e+3",
        "\"\"",
        "\"\\u00e9\\n\"",
        "null",
        " true ",
        "[]",
        "{}",
        "[ [ ] , { } ]",
        "{\"a\":[1,{\"b\":null}],\"a\":2}",
        "\"\u007f\"",
        "[1\n,2]"
      })
  void valid(String text) {
    assertThat(JsonSyntax.error(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``         | unexpected end of JSON input",
        "[1         | unexpected end of JSON input",
        "\"a        | unexpected end of JSON input",
        "hello      | invalid character 'h' looking for beginning of value",
        "é          | invalid character 'Ã' looking for beginning of value",
        "nul        | invalid character ' ' in literal null (expecting 'l')",
        "trux       | invalid character 'x' in literal true (expecting 'e')",
        "01         | invalid character '1' after top-level value",
        "-          | invalid character ' ' in numeric literal",
        "1.         | invalid character ' ' after decimal point in numeric literal",
        "1e         | invalid character ' ' in exponent of numeric literal",
        "[1,]       | invalid character ']' looking for beginning of value",
        "[1 2]      | invalid character '2' after array element",
        "{a:1}      | invalid character 'a' looking for beginning of object key string",
        "{\"a\" 1}  | invalid character '1' after object key",
        "{\"a\":1]  | invalid character ']' after object key:value pair",
        "{\"a\":1,} | invalid character '}' looking for beginning of object key string",
        "\"\\x\"    | invalid character 'x' in string escape code",
        "\"\\u12g4\"| invalid character 'g' in \\u hexadecimal character escape",
        "['a']      | invalid character '\\'' looking for beginning of value",
        "`\"\t\"`   | invalid character '\\t' in string literal",
      })
  void invalid(String text, String error) {
    assertThat(JsonSyntax.error(text)).isEqualTo(error);
  }

  @Test
  void nestingIsLimitedAsInGo() {
    assertThat(JsonSyntax.error("[".repeat(10_000) + "]".repeat(10_000))).isEmpty();
    assertThat(JsonSyntax.error("[".repeat(10_001) + "]".repeat(10_001)))
        .isEqualTo("exceeded max depth");
  }
}
