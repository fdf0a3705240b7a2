package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.engine.RenderedManifest;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.template.ManifestResources;
import io.argobuild.core.template.TemplateException;
import java.time.Instant;
import java.util.Random;

/** The manifest that a submission would run, without running it. */
public final class Rendering {
  private Rendering() {}

  /**
   * With parameters, defaults and variables of the workflow put in; a name that a run would make up
   * stays a variable.
   *
   * @param now what stands for the time of the submission
   * @throws ProblemException where a submission is refused
   */
  public static Workflow render(RunOptions options, Instant now) {
    Workflow prepared =
        Preparation.prepare(
            options, ParameterFiles.read(options.parameterFiles()), now, new Random(0));
    if (options.validated()) {
      SubmitCheck.check(prepared, options);
    }
    ObjectNode metadata = prepared.metadata();
    metadata.put("uid", "{{workflow.uid}}");
    boolean generated = Preparation.isGenerated(options);
    if (generated) {
      metadata.put("name", "{{workflow.name}}");
    }
    try {
      Workflow rendered =
          RenderedManifest.of(
              prepared, new ManifestResources(RunResources.objects(options.resources())));
      for (String made : new String[] {"uid", "creationTimestamp", generated ? "name" : "uid"}) {
        rendered.metadata().remove(made);
      }
      return rendered;
    } catch (TemplateException e) {
      throw new ProblemException(
          new Problem(
              "RUN_NOT_RENDERED",
              ProblemClass.CONFIGURATION,
              String.valueOf(e.getMessage()),
              new Place.At("workflow " + options.workflow().generateName()),
              "Give what is missing, as a parameter or in the files"));
    }
  }
}
