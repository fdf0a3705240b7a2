package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.gc.OrphanReport;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansGoalTest {
  @TempDir Path folder;
  private final FakeService service = new FakeService();
  private final RecordingLog log = new RecordingLog();

  private OrphansMojo goal() {
    OrphansMojo mojo = new OrphansMojo();
    mojo.basedir = folder.toFile();
    mojo.session = new Sessions().withPluginInPom().session();
    mojo.mojoExecution = Sessions.execution(MojoExecution.Source.CLI);
    mojo.setLog(log);
    mojo.services = options -> service;
    return mojo;
  }

  @Test
  void orphansAreListedAndOnlyDeletedWhenAsked() throws Exception {
    service.orphans = List.of(new StoredObject(new ArtifactKey("shop/a"), 7, "e"));
    service.orphanReport = new OrphanReport("s3://b", "shop/", 1, 7, 0, 0, List.of());
    OrphansMojo goal = goal();
    goal.outputFile = "orphans.json";
    goal.execute();

    assertThat(service.calls).containsExactly("orphans '' false");
    assertThat(log.lines)
        .containsExactly("7\tshop/a", "1 orphans of 7 bytes in s3://b below shop/");
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(folder.resolve("orphans.json").toFile()))
        .isEqualTo(
            json.readTree(
                """
                {"store":"s3://b","prefix":"shop/","found":1,"bytes":7,"deleted":0,"notDeleted":0,
                 "keys":["shop/a"],"failed":[]}
                """));
  }

  @Test
  void whatCouldNotBeDeletedFailsTheBuild() {
    service.orphanReport =
        new OrphanReport(
            "s3://b",
            "shop/",
            2,
            9,
            1,
            1,
            List.of(new GcReport.Failed("shop/a", "PERMISSION", "denied", 1)));
    OrphansMojo goal = goal();
    goal.delete = true;
    goal.prefix = "shop/";

    assertThatThrownBy(goal::execute).hasMessage("1 orphans could not be deleted");
    assertThat(service.calls).containsExactly("orphans 'shop/' true");
    assertThat(log.lines).contains("WARN shop/a: PERMISSION: denied");
  }
}
