package io.argobuild.maven;

import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/** Maven sessions with no more than goals look at. */
final class Sessions {
  private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();
  private final MavenProject project = new MavenProject();

  Sessions() {
    request.setUserProperties(new Properties());
    request.setSystemProperties(new Properties());
    request.setInteractiveMode(false);
    project.setExecutionRoot(true);
  }

  Sessions user(String property, String value) {
    request.getUserProperties().setProperty(property, value);
    return this;
  }

  Sessions project(String property, String value) {
    project.getProperties().setProperty(property, value);
    return this;
  }

  Sessions withPluginInPom() {
    Plugin plugin = new Plugin();
    plugin.setGroupId("io.argobuild");
    plugin.setArtifactId("argo-maven-plugin");
    project.getBuild().addPlugin(plugin);
    return this;
  }

  Sessions module() {
    project.setExecutionRoot(false);
    return this;
  }

  /** The constructor is deprecated for everybody but tests. */
  @SuppressWarnings("deprecation")
  MavenSession session() {
    MavenSession session = new MavenSession(null, request, null, project);
    session.setCurrentProject(project);
    return session;
  }

  static MojoExecution execution(MojoExecution.Source source) {
    PluginDescriptor plugin = new PluginDescriptor();
    plugin.setVersion("1.0");
    MojoDescriptor mojo = new MojoDescriptor();
    mojo.setPluginDescriptor(plugin);
    return new MojoExecution(mojo, "default-cli", source);
  }
}
