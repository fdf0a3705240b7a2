package io.argobuild.core.expression.selector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * {@code successCondition} and {@code failureCondition} of a resource template, as Argo 4.1.2 takes
 * them: label selectors on the object's values. Any one requirement of the failure condition is a
 * failure; success needs all of its own.
 */
public record ResourceConditions(List<Requirement> success, List<Requirement> failure) {

  /** What the object's state comes to. */
  public sealed interface Outcome {}

  /** Not decided yet: to be looked at again. */
  public record Pending() implements Outcome {}

  public record Succeeded() implements Outcome {}

  /** Failed, with Argo's message. */
  public record Failed(String message) implements Outcome {}

  public ResourceConditions {
    success = List.copyOf(success);
    failure = List.copyOf(failure);
  }

  /**
   * The conditions; {@link SelectorException} when one is malformed.
   *
   * @param success empty when there is none, which any object meets
   * @param failure empty when there is none
   */
  public static ResourceConditions parse(String success, String failure) {
    return new ResourceConditions(
        requirements("success condition", success), requirements("fail condition", failure));
  }

  private static List<Requirement> requirements(String name, String condition) {
    try {
      return LabelSelector.parse(condition).requirements();
    } catch (SelectorException e) {
      throw new SelectorException(name + " '" + condition + "' failed to parse: " + e.getMessage());
    }
  }

  /** Keys of the success condition's requirements that the object does not meet. */
  public List<String> unmet(JsonNode object) {
    ObjectValues values = new ObjectValues(object);
    return success.stream()
        .filter(requirement -> !requirement.matches(values))
        .map(Requirement::key)
        .toList();
  }

  /** Looks at the live object. */
  public Outcome evaluate(JsonNode object) {
    ObjectValues values = new ObjectValues(object);
    for (Requirement requirement : failure) {
      if (requirement.matches(values)) {
        return new Failed("failure condition '" + requirement.shown() + "' evaluated true");
      }
    }
    boolean met = success.stream().allMatch(requirement -> requirement.matches(values));
    return met ? new Succeeded() : new Pending();
  }
}
