package io.argobuild.core.retry;

import java.util.Map;

/** Evaluates the expression of a strategy. */
@FunctionalInterface
public interface RetryExpression {
  /**
   * @param expression as in the manifest, with its tags replaced
   * @param variables texts, and maps of texts
   * @throws io.argobuild.core.problem.ProblemException whose message is Argo's
   */
  boolean evaluate(String expression, Map<String, Object> variables);
}
