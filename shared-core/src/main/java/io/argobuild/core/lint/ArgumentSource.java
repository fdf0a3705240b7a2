package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Arguments;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Parameter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives the arguments of a call by name. */
interface ArgumentSource {
  @Nullable ObjectNode parameter(String name);

  @Nullable ObjectNode artifact(String name);

  /** The arguments as written. */
  static ArgumentSource of(Arguments arguments) {
    return new ArgumentSource() {
      @Override
      public @Nullable ObjectNode parameter(String name) {
        for (Parameter parameter : arguments.parameters()) {
          if (parameter.name().equals(name)) {
            return parameter.raw();
          }
        }
        return null;
      }

      @Override
      public @Nullable ObjectNode artifact(String name) {
        for (Artifact artifact : arguments.artifacts()) {
          if (artifact.name().equals(name)) {
            return artifact.raw();
          }
        }
        return null;
      }
    };
  }

  /** Whatever is asked for, with placeholders as values. */
  static ArgumentSource anything(Supplier<String> placeholders) {
    return new ArgumentSource() {
      @Override
      public ObjectNode parameter(String name) {
        ObjectNode parameter = Fields.NOTHING.objectNode();
        return parameter.put("name", name).put("value", placeholders.get());
      }

      @Override
      public ObjectNode artifact(String name) {
        return Fields.NOTHING.objectNode().put("name", name);
      }
    };
  }
}
