package io.argobuild.core.expression.golang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "616263",
        "c3a9f09f9880",
        "80",
        "ffc3",
        "c380ff61",
        "eda080",
        "f0908d",
        "c080"
      })
  void bytesComeBackFromTheText(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThat(GoText.bytes(GoText.of(bytes))).isEqualTo(bytes);
  }

  @Test
  void whatIsNoCharacterIsShownAsOneForEachByte() {
    String text = GoText.of(HexFormat.of().parseHex("61eda08062"));

    assertThat(GoText.isBroken(text)).isTrue();
    assertThat(GoText.sanitize(text)).isEqualTo("a\ufffd\ufffd\ufffdb");
  }

  @Test
  void halvesOfCharactersOfJavaAreNoTextOfGo() {
    assertThat(GoText.sanitize("a\ud800b\udc80c\ud83d\ude00"))
        .isEqualTo("a\ufffdb\ufffdc\ud83d\ude00");
  }
}
