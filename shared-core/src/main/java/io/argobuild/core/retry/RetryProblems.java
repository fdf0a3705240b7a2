package io.argobuild.core.retry;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.List;

/** Why a retry or another change of a status is refused, in Argo's words where it has some. */
final class RetryProblems {
  private RetryProblems() {}

  static ProblemException notFinished(String workflow, String phase) {
    return problem(
        "RETRY_NOT_FINISHED",
        "Cannot retry a workflow in phase " + (phase.isEmpty() ? "Unknown" : phase),
        workflow,
        "Wait for its end, or stop it first");
  }

  static ProblemException succeeded(String workflow) {
    return problem(
        "RETRY_SUCCEEDED",
        "To retry a succeeded workflow, set the options restartSuccessful and nodeFieldSelector",
        workflow,
        "");
  }

  static ProblemException nothingChosen(String workflow, String what) {
    return new ProblemException(
        new Problem(
            "RETRY_NO_SUCH_NODE",
            ProblemClass.NOT_FOUND,
            "no node is meant by " + what,
            new Place.At("workflow " + workflow),
            "Look at its nodes"));
  }

  static ProblemException unsound(String workflow, List<String> reasons) {
    return problem(
        "RETRY_UNSOUND",
        "the retry would leave a status that can't go on: " + String.join("; ", reasons),
        workflow,
        "Repair the status first, or start the workflow anew");
  }

  static ProblemException offloaded(String workflow) {
    return problem(
        "STATUS_OFFLOADED",
        "the nodes are in the database of the workflow's controller",
        workflow,
        "Export it by 'argo get NAME -o json', which brings them along");
  }

  static ProblemException unreadable(String workflow, String why) {
    return problem(
        "STATUS_UNREADABLE",
        "the compressed nodes can't be read: " + why,
        workflow,
        "Export the workflow again");
  }

  static ProblemException beyondRepair(String workflow, List<String> reasons) {
    return problem(
        "STATUS_BEYOND_REPAIR",
        "the status can't be mended: " + String.join("; ", reasons),
        workflow,
        "Start the workflow anew");
  }

  static ProblemException notResubmittable(String workflow) {
    return problem(
        "RESUBMIT_NOT_FAILED",
        "workflow must be Failed/Error to resubmit in memoized mode",
        workflow,
        "Resubmit it without memoized");
  }

  private static ProblemException problem(
      String code, String message, String workflow, String nextStep) {
    return new ProblemException(
        new Problem(
            code,
            ProblemClass.CONFIGURATION,
            message,
            new Place.At("workflow " + workflow),
            nextStep));
  }
}
