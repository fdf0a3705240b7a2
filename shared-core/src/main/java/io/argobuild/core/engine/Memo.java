package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.expression.golang.GoDuration;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.gate.CacheEntry;
import io.argobuild.core.gate.CacheKey;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.template.TemplateException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Memoized outputs of templates (Argo 4.1.2). */
final class Memo {
  private static final String STATUS = "memoizationStatus";

  private Memo() {}

  /**
   * Where a template's outputs are kept.
   *
   * @throws TemplateException when {@code memoize} can't be used as it is
   */
  static CacheKey key(Pass pass, Template template) throws TemplateException {
    ObjectNode memoize = template.memoize().orElse(Fields.NOTHING);
    CacheKey key =
        new CacheKey(
            pass.workflow().namespace(),
            Fields.textOrEmpty(memoize.path("cache").path("configMap"), "name"),
            Fields.textOrEmpty(memoize, "key"));
    if (!key.fault().isEmpty()) {
      throw new TemplateException(key.fault());
    }
    maxAge(memoize);
    return key;
  }

  private static @Nullable Duration maxAge(ObjectNode memoize) throws TemplateException {
    String text = Fields.textOrEmpty(memoize, "maxAge");
    try {
      return text.isEmpty() ? null : Duration.ofNanos(GoDuration.parse(text).nanos());
    } catch (GoError e) {
      throw new TemplateException("invalid maxAge: " + e.getMessage());
    }
  }

  static boolean isHit(Template template, @Nullable CacheEntry entry, Instant now)
      throws TemplateException {
    if (entry == null || entry.nodeId().isEmpty()) {
      return false;
    }
    Duration maxAge = maxAge(template.memoize().orElse(Fields.NOTHING));
    return maxAge == null || Duration.between(entry.createdAt(), now).compareTo(maxAge) <= 0;
  }

  static NodeStatus with(NodeStatus node, CacheKey key, boolean hit) {
    ObjectNode rest = Fields.NOTHING.objectNode();
    if (node.rest() != null) {
      rest.setAll(node.rest());
    }
    rest.putObject(STATUS).put("hit", hit).put("key", key.key()).put("cacheName", key.cache());
    return node.toBuilder().rest(rest).build();
  }

  static boolean isLookedUp(NodeStatus node) {
    return node.rest() != null && node.rest().has(STATUS);
  }

  private static ObjectNode status(NodeStatus node) {
    ObjectNode rest = node.rest();
    return rest == null ? Fields.NOTHING : Fields.objectOrNothing(rest, STATUS);
  }

  /** Keeps the outputs of a node that has succeeded, if it was looked up in vain. */
  static void save(Pass pass, NodeStatus node) {
    if (isLookedUp(node) && !node.isHit()) {
      ObjectNode status = status(node);
      CacheKey key =
          new CacheKey(
              pass.workflow().namespace(),
              Fields.textOrEmpty(status, "cacheName"),
              Fields.textOrEmpty(status, "key"));
      pass.act(
          new Action.WriteCache(
              key, new CacheEntry(node.id(), node.outputs(), pass.now(), pass.now())));
    }
  }
}
