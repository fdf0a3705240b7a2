package io.argobuild.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTableTest {

  @ParameterizedTest
  @CsvSource({
    "argoproj/argosay, argoproj/argosay:v2, true",
    "argoproj/argosay, argoproj/argosay, true",
    "argoproj/argosay, argoproj/argosay@sha256:00, true",
    "argoproj/argosay:v1, argoproj/argosay:v2, false",
    "argoproj/*:v2, argoproj/argosay:v2, true",
    "*/argosay, quay.io:443/argoproj/argosay:v2, true",
    "registry:5000/x, registry:5000/x:1, true",
    "registry, registry:5000/x, false",
    "a.b, aXb, false",
  })
  void anEntryMatchesItsImages(String pattern, String image, boolean matches) {
    ImageTable table =
        new ImageTable(List.of(new ImageTable.Entry(pattern, List.of("run"), List.of())));

    assertThat(table.find(image).isPresent()).isEqualTo(matches);
  }
}
