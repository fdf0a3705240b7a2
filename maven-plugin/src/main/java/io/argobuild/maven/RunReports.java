package io.argobuild.maven;

import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.report.html.HtmlPage;
import io.argobuild.core.report.junit.JunitXml;
import io.argobuild.core.report.view.View;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes what people and CI servers look at after a run: a page, and a test report of its nodes.
 *
 * @param folder where the reports of a build are
 */
record RunReports(Path folder) {

  /** The page: of this workflow, and as the index, which shows the run that ended last. */
  Path writePage(View view, Workflow workflow) throws IOException {
    String page = HtmlPage.render(view);
    Path index = folder.resolve("report/index.html");
    OutputFiles.write(folder.resolve("report/" + suite(workflow) + ".html"), page);
    OutputFiles.write(index, page);
    return index;
  }

  /** In a folder of its own, which a CI server can be pointed at. */
  void writeTests(View view, Workflow workflow) throws IOException {
    String suite = suite(workflow);
    OutputFiles.write(folder.resolve("junit/TEST-" + suite + ".xml"), JunitXml.render(view, suite));
  }

  /** The same for every run of a workflow, and harmless as the name of a file. */
  static String suite(Workflow workflow) {
    String name = workflow.generateName().replaceFirst("[-.]+$", "");
    String used = name.isEmpty() ? workflow.name() : name;
    String safe = used.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "");
    return safe.isEmpty() || safe.equals("index") ? "workflow" : safe;
  }
}
