package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.maven.plugin.MojoExecution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResubmitMojoTest {
  @TempDir Path base;
  private final FakeService service = new FakeService();
  private final RecordingLog log = new RecordingLog();
  private final ResubmitMojo mojo = new ResubmitMojo();

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
  void aRunIsStartedAnewWithParametersOfTheCommandLine() throws Exception {
    mojo.execute();

    assertThat(service.calls).containsExactly("resubmission demo {pass=true} 0", "submit");
    assertThat(Objects.requireNonNull(service.submitted).parameters())
        .isEqualTo(Map.of("pass", "true"));
    assertThat(service.closed).isTrue();
  }

  @Test
  void aDryRunShowsTheManifestOnly() throws Exception {
    mojo.dryRun = true;

    mojo.execute();

    assertThat(service.calls).containsExactly("resubmission demo {pass=true} 0");
    assertThat(log.lines).contains("Nothing was started: argo.dryRun is set");
    assertThat(String.join("\n", log.lines)).contains("name: pass");
  }
}
