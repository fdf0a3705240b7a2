package io.argobuild.maven;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.gc.OrphanReport;
import io.argobuild.core.run.OrphanOptions;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists objects of the repository that no run of the work folder knows of, such as those of a
 * folder that was lost; deletes them only when asked. What runs of other work folders store below
 * the same prefix is taken for an orphan too.
 *
 * @since 0.1.0
 */
@Mojo(name = "orphans", requiresProject = false, aggregator = true, threadSafe = true)
public final class OrphansMojo extends AbstractServiceMojo {
  private static final int KEYS_IN_FILE = 10_000;

  /**
   * Where to look, ending with a slash; by default what stands in the repository's key format
   * before the first variable.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.orphans.prefix")
  String prefix = "";

  /**
   * Whether they are deleted. It takes a prefix that is a folder, which nobody else stores below.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.orphans.delete", defaultValue = "false")
  boolean delete;

  /**
   * Files with the repository and its Secrets, where the build gives none. Written as for {@code
   * argo:run}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.manifest")
  String manifest = "";

  /**
   * Where the result is written to as JSON, with the first 10,000 keys.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.outputFile")
  String outputFile = "";

  @Override
  void perform() throws MojoFailureException, IOException {
    OrphanOptions options = new OrphanOptions(prefix.strip(), delete, resources(manifest));
    ArrayNode keys = JsonNodeFactory.instance.arrayNode();
    OrphanReport report;
    try (WorkflowService service = open()) {
      report =
          service.orphans(
              options,
              object -> {
                getLog().info(object.size() + "\t" + object.key().text());
                if (keys.size() < KEYS_IN_FILE) {
                  keys.add(object.key().text());
                }
              });
    }
    tell(report);
    if (!outputFile.isEmpty()) {
      OutputFiles.write(resolve(outputFile), json(report, keys) + "\n");
    }
    if (report.notDeleted() > 0) {
      throw new MojoFailureException(report.notDeleted() + " orphans could not be deleted");
    }
  }

  private void tell(OrphanReport report) {
    String where = report.store() + (report.prefix().isEmpty() ? "" : " below " + report.prefix());
    String done = delete ? ", " + report.deleted() + " deleted" : "";
    getLog().info(report.found() + " orphans of " + report.bytes() + " bytes in " + where + done);
    for (GcReport.Failed failed : report.failed()) {
      getLog().warn(failed.key() + ": " + failed.problemClass() + ": " + failed.message());
    }
  }

  private static ObjectNode json(OrphanReport report, ArrayNode keys) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("store", report.store()).put("prefix", report.prefix());
    json.put("found", report.found()).put("bytes", report.bytes());
    json.put("deleted", report.deleted()).put("notDeleted", report.notDeleted());
    json.set("keys", keys);
    ArrayNode failures = json.putArray("failed");
    for (GcReport.Failed failed : report.failed()) {
      failures
          .addObject()
          .put("key", failed.key())
          .put("class", failed.problemClass())
          .put("message", failed.message());
    }
    return json;
  }
}
