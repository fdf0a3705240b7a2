package io.argobuild.core.expression.selector;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A label selector such as {@code app=web,tier in (a,b),!legacy}, as k8s.io/apimachinery 0.35 reads
 * it.
 *
 * @param requirements sorted by key
 */
public record LabelSelector(List<Requirement> requirements) {
  private static final int MAX_LENGTH = 64 * 1024;

  public LabelSelector {
    requirements = requirements.stream().sorted(Comparator.comparing(Requirement::key)).toList();
  }

  /**
   * The selector; {@link SelectorException} when the text is malformed. Nothing selects everything.
   */
  public static LabelSelector parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new SelectorException("selector is longer than " + MAX_LENGTH + " characters");
    }
    return new LabelSelector(new LabelSelectorParser(text).parse());
  }

  /** Whether all requirements are met; the function gives null for a key that isn't there. */
  public boolean matches(Function<String, @Nullable String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.matches(labels));
  }

  public boolean matches(Map<String, String> labels) {
    return matches(labels::get);
  }

  /** As it is written. */
  public String text() {
    return requirements.stream().map(Requirement::text).collect(Collectors.joining(","));
  }
}
