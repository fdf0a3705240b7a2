package io.argobuild.core.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips, with one line, where no Kubernetes node can be started. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsNode.Condition.class)
public @interface NeedsNode {

  /** Looks whether it can. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      String why =
          Lab.program().isEmpty()
              ? "there is no lab (ARGO_LAB)"
              : Lab.isRoot() ? "" : "a node needs root";
      if (why.isEmpty()) {
        return ConditionEvaluationResult.enabled("a node can be started");
      }
      System.err.println("SKIPPED " + context.getDisplayName() + ": " + why);
      return ConditionEvaluationResult.disabled(why);
    }
  }
}
