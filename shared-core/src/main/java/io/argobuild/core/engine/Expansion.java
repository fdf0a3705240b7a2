package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.template.LoopBody;
import io.argobuild.core.template.LoopItem;
import io.argobuild.core.template.LoopItems;
import io.argobuild.core.template.SubstitutionException;
import io.argobuild.core.template.TemplateException;
import io.argobuild.core.template.Variables;
import java.util.ArrayList;
import java.util.List;

/** Turns a step or task with a loop into one for each item. */
final class Expansion {
  private Expansion() {}

  /**
   * @param call with its tags resolved, but those of items
   * @param variables what items may refer to besides themselves
   * @return the call itself when there is no loop; empty for a loop over nothing
   */
  static List<ObjectNode> of(Invocation call, Variables variables) throws TemplateException {
    if (!call.isLoop()) {
      return List.of(call.raw());
    }
    try {
      List<ObjectNode> bodies = new ArrayList<>();
      LoopBody body = LoopBody.of(call, variables);
      for (LoopItem item : LoopItems.of(call, LoopItems.DEFAULT_MAX_ITEMS)) {
        bodies.add(body.of(item));
      }
      return bodies;
    } catch (ProblemException e) {
      throw new TemplateException(e.problem().message());
    } catch (SubstitutionException e) {
      throw new TemplateException(e.text());
    }
  }
}
