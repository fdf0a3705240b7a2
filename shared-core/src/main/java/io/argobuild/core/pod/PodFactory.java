package io.argobuild.core.pod;

/** Makes the pod of a node. Pure: the same request gives the same pod. */
public final class PodFactory {
  private PodFactory() {}

  /**
   * @throws io.argobuild.core.problem.ProblemException when no pod can be made of the template; its
   *     message is Argo's where Argo refuses it too
   */
  public static PodPlan plan(PodRequest request, PodSettings settings) {
    return new PodComposer(request, settings).compose();
  }
}
