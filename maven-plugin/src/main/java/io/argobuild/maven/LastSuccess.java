package io.argobuild.maven;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;

/**
 * What is kept of a workflow that succeeded: what it depended on, and what it handed on.
 *
 * @param folder where the reports of the build are; {@code mvn clean} forgets it
 */
record LastSuccess(Path folder, String suite) {
  private static final String FINGERPRINT = "fingerprint";

  private Path file() {
    return folder.resolve("unchanged/" + suite + ".properties");
  }

  private Properties read() throws IOException {
    Properties kept = new Properties();
    if (Files.exists(file())) {
      kept.load(new StringReader(Files.readString(file())));
    }
    return kept;
  }

  boolean isOf(String fingerprint) throws IOException {
    return fingerprint.equals(read().getProperty(FINGERPRINT));
  }

  /** Hands on again what it handed on then. */
  void hand(MavenSession session) throws IOException {
    Properties kept = read();
    kept.remove(FINGERPRINT);
    session.getCurrentProject().getProperties().putAll(kept);
  }

  void forget() throws IOException {
    Files.deleteIfExists(file());
  }

  /** To be called when the workflow has ended; only a success is kept. */
  void keep(String fingerprint, MavenSession session) throws IOException {
    Properties project = session.getCurrentProject().getProperties();
    if (!"Succeeded".equals(project.getProperty(RunProperties.PHASE))) {
      return;
    }
    Properties kept = new Properties();
    kept.setProperty(FINGERPRINT, fingerprint);
    for (String name : project.stringPropertyNames()) {
      if (name.startsWith(RunProperties.OUTPUTS)
          || name.equals(RunProperties.NAME)
          || name.equals(RunProperties.PHASE)) {
        kept.setProperty(name, project.getProperty(name));
      }
    }
    StringWriter text = new StringWriter();
    kept.store(text, null);
    OutputFiles.write(file(), text.toString());
  }
}
