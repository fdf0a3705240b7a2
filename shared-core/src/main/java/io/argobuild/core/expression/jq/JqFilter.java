package io.argobuild.core.expression.jq;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.expression.golang.GoStrings;
import io.argobuild.core.expression.golang.GoText;
import org.jspecify.annotations.Nullable;

/**
 * {@code valueFrom.jqFilter} of resource templates, as Argo 4.1.2 has it from gojq 0.12.19. There
 * is no environment, no further input and no clock, and the local time zone is UTC.
 */
public final class JqFilter {
  private static final int MAX_OUTPUT = 16 * 1024 * 1024;

  private JqFilter() {}

  /**
   * All results, each on a line of its own: strings bare, others as compact JSON; white space
   * around the whole is dropped. {@link JqException} when the filter is malformed, fails on the
   * document or reaches a limit.
   */
  public static String apply(String filter, JsonNode document) {
    return apply(filter, document, new JqBudget());
  }

  static String apply(String filter, JsonNode document, JqBudget budget) {
    if (filter.length() > JqBudget.MAX_FILTER_LENGTH) {
      throw JqBudget.limit("filter is longer than " + JqBudget.MAX_FILTER_LENGTH + " characters");
    }
    Query query = Parser.parse(filter);
    Object input = JqValues.of(document, budget, 0);
    StringBuilder out = new StringBuilder();
    try {
      Code code = Compiler.compile(query, Library.BUILTIN);
      new Machine(budget).run(code, input, result -> append(out, result));
    } catch (JqError error) {
      throw new JqException(JqException.Stage.RUN, GoText.sanitize(error.text()));
    }
    return GoText.sanitize(GoStrings.trimSpace(out.toString()));
  }

  private static void append(StringBuilder out, @Nullable Object result) {
    out.append(result instanceof String text ? text : JqJson.marshal(result)).append('\n');
    if (out.length() > MAX_OUTPUT) {
      throw JqBudget.limit("output is longer than " + MAX_OUTPUT + " characters");
    }
  }
}
