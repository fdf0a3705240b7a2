package io.argobuild.maven;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.yaml.Limits;
import io.argobuild.core.manifest.yaml.TextLoader;
import io.argobuild.core.run.ParameterFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Values of a workflow's parameters, by where they come from.
 *
 * @param commandLine wins over files
 * @param pom loses against files
 */
record RunParameters(Map<String, String> commandLine, Map<String, String> pom) {
  private static final String PREFIX = "argo.parameter.";

  static RunParameters of(Map<String, String> configured, MavenSession session) {
    MavenProject project = session.getCurrentProject();
    Map<String, String> pom = new LinkedHashMap<>();
    if (project != null) {
      pom.putAll(named(project.getProperties()));
    }
    // An empty element is null in Maven's map.
    configured.forEach((name, value) -> pom.put(name, value == null ? "" : value));
    return new RunParameters(named(session.getUserProperties()), pom);
  }

  private static Map<String, String> named(Properties properties) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String property : new TreeSet<>(properties.stringPropertyNames())) {
      if (property.startsWith(PREFIX) && property.length() > PREFIX.length()) {
        values.put(property.substring(PREFIX.length()), properties.getProperty(property));
      }
    }
    return values;
  }

  /** The files named, then what the POM says, as one more. */
  List<ParameterFile> files(Path base, List<String> names) throws IOException {
    List<ParameterFile> files = new ArrayList<>();
    TextLoader loader = new TextLoader(Limits.DEFAULT);
    for (String name : names) {
      files.add(new ParameterFile(name, loader.load(base.resolve(name))));
    }
    if (!pom.isEmpty()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      pom.forEach(json::put);
      files.add(new ParameterFile("pom.xml", json.toString()));
    }
    return files;
  }
}
