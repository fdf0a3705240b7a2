package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.expression.golang.GoDuration;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.gate.CacheKey;
import io.argobuild.core.manifest.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules for {@code synchronization} and {@code memoize}, whose faults Argo tells at run time. */
final class GateRules {
  private final Findings findings;
  private final boolean databases;

  /**
   * @param databases whether locks may be kept in one
   */
  GateRules(Findings findings, boolean databases) {
    this.findings = findings;
    this.databases = databases;
  }

  void synchronization(Optional<ObjectNode> synchronization, Site site) {
    for (String kind : List.of("semaphores", "mutexes")) {
      List<ObjectNode> items =
          synchronization
              .map(locks -> Fields.<ObjectNode>objects(locks, kind, item -> item))
              .orElse(List.of());
      Set<ObjectNode> seen = new HashSet<>();
      for (int i = 0; i < items.size(); i++) {
        Site at = site.field("synchronization").field(kind).item(i);
        if (!seen.add(items.get(i))) {
          findings.own(Rule.LOCK, at, "the same lock is asked for twice");
        }
        lock(items.get(i), kind.equals("mutexes"), at);
      }
    }
  }

  private void lock(ObjectNode item, boolean mutex, Site at) {
    boolean database = mutex ? Fields.flag(item, "database") : item.hasNonNull("database");
    if (database && !databases) {
      findings.own(
          Rule.LOCK_DATABASE_UNSUPPORTED,
          at.field("database"),
          "the lock is kept in a database, which only an Argo controller has");
    } else if (mutex && Fields.textOrEmpty(item, "name").isEmpty()) {
      findings.own(Rule.LOCK, at, "the mutex has no name");
    } else if (!mutex && !database && Fields.object(item, "configMapKeyRef").isEmpty()) {
      findings.own(Rule.LOCK, at, "the semaphore has no configMapKeyRef to take its limit from");
    }
  }

  void memoize(Optional<ObjectNode> memoize, Site template) {
    if (memoize.isEmpty()) {
      return;
    }
    Site site = template.field("memoize");
    String key = Fields.textOrEmpty(memoize.get(), "key");
    String cache = Fields.textOrEmpty(memoize.get().path("cache").path("configMap"), "name");
    String fault = new CacheKey("default", cache, key).fault();
    if (!fault.isEmpty() && !(key + cache).contains("{{")) {
      findings.own(Rule.MEMOIZE, site, fault);
    }
    String maxAge = Fields.textOrEmpty(memoize.get(), "maxAge");
    try {
      if (!maxAge.isEmpty() && !maxAge.contains("{{")) {
        GoDuration.parse(maxAge);
      }
    } catch (GoError e) {
      findings.own(Rule.MEMOIZE, site.field("maxAge"), "invalid maxAge: " + e.getMessage());
    }
  }
}
