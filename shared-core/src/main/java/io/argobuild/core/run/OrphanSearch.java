package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactLocation;
import io.argobuild.core.artifact.KeyFormat;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.gc.KnownKeys;
import io.argobuild.core.gc.OrphanReport;
import io.argobuild.core.gc.Orphans;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.store.RunSummary;
import io.argobuild.core.store.StoredRun;
import io.argobuild.core.store.WorkflowStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Looks into a repository for what the runs of a store don't know of. */
final class OrphanSearch {
  private final WorkflowStore runs;
  private final Repositories repositories;
  private final KnownKeys known = new KnownKeys();

  /** Runs that have ended need not be read again. */
  private final Set<String> read = new HashSet<>();

  OrphanSearch(WorkflowStore runs, Repositories repositories) {
    this.runs = runs;
    this.repositories = repositories;
  }

  OrphanReport search(OrphanOptions options, Consumer<StoredObject> listener) {
    List<ObjectNode> resources = RunResources.objects(options.resources());
    Workflow any = new Workflow(Fields.NOTHING.objectNode());
    ObjectNode status = repositories.chosen(any, resources).status();
    ObjectNode repository =
        Fields.objectOrNothing(status.path("artifactRepositoryRef"), "artifactRepository");
    String prefix =
        options.prefix().isEmpty()
            ? own(KeyFormat.of(new ArtifactLocation(repository)))
            : options.prefix();
    try (Repositories.Open open = repositories.open(status, RunResources.of(resources))) {
      Orphans orphans = new Orphans(open.store(), prefix, () -> known(options.delete()));
      return options.delete() ? orphans.delete(listener) : orphans.list(listener);
    }
  }

  /** The folder before the first variable. */
  private static String own(KeyFormat format) {
    String text = format.text();
    int variable = text.indexOf("{{");
    String fixed = variable < 0 ? text : text.substring(0, variable);
    return fixed.substring(0, fixed.lastIndexOf('/') + 1);
  }

  private KnownKeys known(boolean all) {
    for (RunSummary run : runs.list()) {
      known.addRun(run.name());
      if (run.status() == null) {
        if (all) {
          throw RunProblems.keysUnknown(run.name());
        }
      } else if (!read.contains(run.name())) {
        StoredRun stored = runs.read(run.name());
        known.addNamed(stored.workflowWithStatus().raw());
        stored.manifest().resources().forEach(known::addNamed);
        if (stored.content().status().phase().isFulfilled()) {
          read.add(run.name());
        }
      }
    }
    return known;
  }
}
