package io.argobuild.core.cluster.local;

import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips, with one line, where no sandbox can be made. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsSandbox.Condition.class)
@interface NeedsSandbox {

  final class Condition implements ExecutionCondition {
    private static final String REASON = findReason();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return REASON.isEmpty()
          ? ConditionEvaluationResult.enabled("a sandbox can be made")
          : ConditionEvaluationResult.disabled(REASON);
    }

    private static String findReason() {
      try {
        Path folder = Files.createTempDirectory("sandbox");
        try {
          LocalCluster.open(LocalClusterOptions.in(folder).withRuntime(RuntimeKind.SANDBOX))
              .close();
          return "";
        } catch (ProblemException e) {
          System.err.println("SKIPPED, no sandbox here: " + e.problem().message());
          return e.problem().text();
        } finally {
          FileTree.delete(folder);
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
