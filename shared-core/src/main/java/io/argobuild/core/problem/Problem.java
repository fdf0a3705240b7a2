package io.argobuild.core.problem;

/**
 * An error as a value.
 *
 * @param code stable, documented name such as {@code MANIFEST_UNKNOWN_TEMPLATE}
 * @param kind what kind of answer it calls for
 * @param message what is wrong, in one sentence without the place
 * @param at where it is
 * @param nextStep what to do now; may be empty when the message says it
 */
public record Problem(String code, ProblemClass kind, String message, Place at, String nextStep) {

  /** {@code CODE [CLASS] place: message; next step}. */
  public String text() {
    StringBuilder text = new StringBuilder(code).append(" [").append(kind).append(']');
    if (!at.text().isEmpty()) {
      text.append(' ').append(at.text());
    }
    text.append(": ").append(message);
    if (!nextStep.isEmpty()) {
      text.append(". ").append(nextStep);
    }
    return text.toString();
  }

  public Problem at(Place place) {
    return new Problem(code, kind, message, place, nextStep);
  }
}
