package io.argobuild.core.template;

import io.argobuild.core.expression.Environment;
import io.argobuild.core.expression.Expression;
import io.argobuild.core.expression.ExpressionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Expressions that stand outside of tags: hooks, retries and outputs (Argo 4.1.2). */
public final class ScopeExpressions {
  private ScopeExpressions() {}

  /**
   * The value as Go prints it, as outputs by {@code valueFrom.expression} have it.
   *
   * @throws TemplateException in the words of the expression language
   */
  public static String print(String expression, Variables variables) throws TemplateException {
    return print(expression, variables.environment());
  }

  /** As {@link #print(String, Variables)}. */
  public static String print(String expression, Environment environment) throws TemplateException {
    try {
      return Expression.print(Expression.evaluate(expression, environment));
    } catch (ExpressionException e) {
      throw new TemplateException(e.text());
    }
  }

  /**
   * What a data template makes of a list of texts, as JSON: each expression gets the value of the
   * one before as {@code data}, and has none of Argo's functions.
   *
   * @throws TemplateException when one of them can't be evaluated
   */
  public static String transform(List<String> texts, List<String> expressions)
      throws TemplateException {
    Object data = new ArrayList<Object>(texts);
    try {
      for (String expression : expressions) {
        data =
            Expression.evaluate(
                expression, Environment.of(Collections.singletonMap("data", data)).bare());
      }
      return Expression.toJson(data);
    } catch (ExpressionException e) {
      throw new TemplateException(e.text());
    }
  }

  /**
   * Whether a condition holds.
   *
   * @throws TemplateException when it can't be evaluated, or is no condition
   */
  public static boolean holds(String expression, Variables variables) throws TemplateException {
    return holds(expression, variables.environment());
  }

  /** As {@link #holds(String, Variables)}. */
  public static boolean holds(String expression, Environment environment) throws TemplateException {
    try {
      Object value = Expression.evaluate(expression, environment);
      if (value instanceof Boolean answer) {
        return answer;
      }
      throw new TemplateException(
          "unable to cast expression result '" + Expression.print(value) + "' to bool");
    } catch (ExpressionException e) {
      throw new TemplateException(e.text());
    }
  }
}
