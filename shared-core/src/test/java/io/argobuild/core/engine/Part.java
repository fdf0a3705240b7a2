package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A piece of a manifest that is added to what it is about: a template, a step, a task. */
@FunctionalInterface
public interface Part {
  void addTo(ObjectNode object);

  static void addAll(ObjectNode object, Part... parts) {
    for (Part part : parts) {
      part.addTo(object);
    }
  }
}
