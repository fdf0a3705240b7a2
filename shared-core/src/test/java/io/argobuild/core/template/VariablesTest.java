package io.argobuild.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {

  @Test
  void anExtendedScopeLeavesTheOneItWasMadeFromAlone() {
    Variables parent = Variables.of(Map.of("a", "1"));
    Variables child = parent.with("b", "2").with("a", "3");

    assertThat(parent.names()).containsExactly("a");
    assertThat(parent.text("a")).contains("1");
    assertThat(child.text("a")).contains("3");
    assertThat(child.names()).containsExactly("a", "b");
  }

  @Test
  void theScopeThatIsAddedWins() {
    Variables variables =
        Variables.of(Map.of("a", "1", "b", "1")).withAll(Variables.of(Map.of("b", "2")));

    assertThat(variables.text("a")).contains("1");
    assertThat(variables.text("b")).contains("2");
  }

  @Test
  void anAbsentOptionalIsKnownButHasNoText() {
    Variables variables = Variables.EMPTY.withAbsent("a").with("b", "");

    assertThat(variables.contains("a")).isTrue();
    assertThat(variables.isAbsent("a")).isTrue();
    assertThat(variables.text("a")).isEmpty();
    assertThat(variables.isAbsent("b")).isFalse();
    assertThat(variables.withoutAbsent().names()).containsExactly("b");
  }

  @Test
  void namesBelowAPrefixAreFound() {
    Variables variables =
        Variables.of(Map.of("a", "", "a-b", "", "a.b", "", "a.b.c", "", "a.d", "", "b.a", ""));

    assertThat(variables.startingWith("a.")).containsExactly("a.b", "a.b.c", "a.d");
    assertThat(variables.startingWith("c")).isEmpty();
  }

  @Test
  void manyScopesOverALargeOneAreMadeQuickly() {
    Variables large = Variables.EMPTY;
    for (int i = 0; i < 100_000; i++) {
      large = large.with("tasks.t" + i + ".status", "Succeeded");
    }
    int found = 0;
    for (int i = 0; i < 100_000; i++) {
      Variables item = large.with("item", String.valueOf(i));
      found += item.contains("tasks.t" + i + ".status") ? 1 : 0;
    }

    assertThat(found).isEqualTo(100_000);
  }
}
