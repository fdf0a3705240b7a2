package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryMojoTest {
  @TempDir Path base;
  private final FakeService service = new FakeService();
  private final RecordingLog log = new RecordingLog();
  private final RetryMojo mojo = new RetryMojo();

  @BeforeEach
  void configure() {
    mojo.basedir = base.toFile();
    mojo.session = new Sessions().user("argo.parameter.pass", "true").session();
    mojo.mojoExecution = Sessions.execution(MojoExecution.Source.CLI);
    mojo.setLog(log);
    mojo.reportDir = base.resolve("target/argo").toString();
    mojo.run = "demo";
    mojo.services = options -> service;
  }

  @Test
  void parametersBecomeOptionsOfTheRetry() throws Exception {
    mojo.restartSuccessful = true;
    mojo.nodeFieldSelector = "templateName=build";
    mojo.node = "check";
    mojo.extent = "alone";

    mojo.execute();

    assertThat(service.calls)
        .containsExactly(
            "retry demo RetryOptions[restartSuccessful=true, nodeFieldSelector=templateName=build,"
                + " node=check, extent=ALONE, parameters={pass=true}] with 0");
    assertThat(service.closed).isTrue();
  }

  @Test
  void aDryRunShowsThePlanOnly() throws Exception {
    mojo.dryRun = true;
    mojo.planFile = "plan.json";

    mojo.execute();

    assertThat(service.calls).singleElement().asString().startsWith("planRetry demo");
    assertThat(log.lines)
        .contains("Retry of workflow demo", "Nothing was changed: argo.dryRun is set");
    assertThat(base.resolve("plan.json")).content().contains("\"workflow\":\"demo\"");
  }

  @Test
  void aSelectorAloneWouldChooseNothing() {
    mojo.nodeFieldSelector = "name=x";

    assertThatThrownBy(mojo::execute).hasMessageContaining("-Dargo.restartSuccessful=true");
    assertThat(service.calls).isEmpty();
  }
}
