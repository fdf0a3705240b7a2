package io.argobuild.core.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.DagTask;
import io.argobuild.core.manifest.Invocation;
import java.util.List;

/** Makes the steps or tasks that a loop consists of. */
public final class LoopBody {
  private static final List<String> SOURCES = List.of("withItems", "withParam", "withSequence");

  private static final String INLINE = "inline";

  private final Invocation loop;
  private final ObjectNode template;
  private final Variables variables;
  private final Mode mode;

  private LoopBody(Invocation loop, ObjectNode template, Variables variables, Mode mode) {
    this.loop = loop;
    this.template = template;
    this.variables = variables;
    this.mode = mode;
  }

  /**
   * @param loop a step or task whose tags are replaced, but for those of the item
   * @param variables what is known besides the item
   */
  public static LoopBody of(Invocation loop, Variables variables) {
    // A step or task that never runs may name what doesn't exist.
    boolean neverRun = LoopItems.isNeverRun(loop.when());
    return new LoopBody(
        loop,
        withoutItems(loop),
        neverRun ? variables.withoutAbsent() : variables,
        neverRun ? Mode.LENIENT : Mode.STRICT);
  }

  /**
   * The items can be many, so they are not copied into each body. Argo keeps them in DAG tasks,
   * where a tag in them that cannot be resolved is an error.
   */
  private static ObjectNode withoutItems(Invocation loop) {
    ObjectNode body = loop.raw().objectNode();
    body.setAll(loop.raw());
    for (String source : SOURCES) {
      JsonNode items = body.path(source);
      if (!(loop instanceof DagTask) || !Tags.mayHave(items.toString())) {
        body.remove(source);
      }
    }
    body.remove(INLINE);
    return body;
  }

  /**
   * The step or task of one item, as Argo makes it: all tags replaced but for the one in {@code
   * template}, and named after the item. An inline template has tags of its own, which stay; Argo
   * refuses them. Throws {@link SubstitutionException}.
   */
  public ObjectNode of(LoopItem item) {
    Variables known = variables.withAll(item.variables());
    ObjectNode body = loop.raw().objectNode();
    body.setAll((ObjectNode) Substitution.replace(template, known, mode));
    if (loop.raw().has(INLINE)) {
      body.set(INLINE, Substitution.replace(loop.raw().get(INLINE), known, Mode.LENIENT));
    }
    body.remove(SOURCES);
    body.put("name", item.nameOf(loop.name()));
    if (loop.raw().has("template")) {
      body.set("template", loop.raw().get("template"));
    }
    return body;
  }
}
