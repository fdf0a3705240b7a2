package io.argobuild.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactLocationTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ArtifactLocation location(String json) throws IOException {
    return new ArtifactLocation((ObjectNode) JSON.readTree(json.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // location | complete | key
        "{}|false|``",
        "{'s3':{'endpoint':'e','bucket':'b','key':'k'}}|true|k",
        "{'s3':{'bucket':'b','key':'k'}}|false|k",
        "{'s3':{'endpoint':'e','bucket':'b'}}|false|``",
        "{'s3':{'endpoint':'e','bucket':'','key':'k'}}|false|k",
        "{'gcs':{'bucket':'b','key':'k'}}|true|k",
        "{'gcs':{'key':'k'}}|false|k",
        "{'oss':{'bucket':'b','endpoint':'e','key':'k'}}|true|k",
        "{'oss':{'bucket':'b','key':'k'}}|false|k",
        "{'azure':{'endpoint':'e','container':'c','blob':'k'}}|true|k",
        "{'azure':{'container':'c','blob':'k'}}|false|k",
        "{'hdfs':{'addresses':['a'],'path':'/k'}}|true|/k",
        "{'hdfs':{'addresses':[],'path':'/k'}}|false|/k",
        "{'http':{'url':'https://host/a/b?x=1'}}|true|/a/b",
        "{'http':{'url':''}}|false|``",
        "{'git':{'repo':'r'}}|true|``",
        "{'git':{'revision':'r'}}|false|``",
        "{'artifactory':{'url':'http://h/p','usernameSecret':{'name':'s'}}}|true|/p",
        "{'artifactory':{'url':'http://h/p'}}|false|/p",
        "{'raw':{'data':''}}|true|``",
        "{'raw':{}}|true|``",
        "{'plugin':{'name':'n','configuration':'c','key':'k'}}|true|k",
        "{'plugin':{'name':'n','key':'k'}}|false|k",
        "{'http':{'url':'::not an address'}}|true|``",
      })
  void aLocationIsCompleteWithTheFieldsOfItsDriver(String json, boolean complete, String key)
      throws IOException {
    ArtifactLocation location = location(json);

    assertThat(location.hasLocation()).isEqualTo(complete);
    assertThat(location.key().orElse("")).isEqualTo(key);
    assertThat(location.hasKey()).isEqualTo(!key.isEmpty());
    assertThat(location.hasLocationOrKey()).isEqualTo(complete || !key.isEmpty());
  }

  @Test
  void theFirstDriverInArgosOrderIsPicked() {
    ObjectNode all = JSON.createObjectNode();
    Stream.of(ArtifactDriver.values()).forEach(driver -> all.putObject(driver.field()));

    for (ArtifactDriver driver : ArtifactDriver.values()) {
      assertThat(ArtifactDriver.of(all)).contains(driver);
      all.remove(driver.field());
    }
    assertThat(ArtifactDriver.of(all)).isEmpty();
    assertThat(Arrays.stream(ArtifactDriver.values()).map(ArtifactDriver::field))
        .containsExactly(
            "artifactory", "azure", "git", "gcs", "hdfs", "http", "oss", "raw", "s3", "plugin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|key unsupported: cannot get key for artifact location, because it is invalid",
        "{'git':{'repo':'r'}}|key unsupported: git artifact does not have a key",
        "{'raw':{'data':'d'}}|key unsupported: raw artifact does not have a key",
        "{'s3':{}}|``",
      })
  void whyThereCanBeNoKeyIsSaidAsInArgo(String json, String message) throws IOException {
    assertThat(location(json).keyUnsupported().orElse("")).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'s3':{'bucket':'b'},'name':'n'}|a/b|{'s3':{'bucket':'b','key':'a/b'},'name':'n'}",
        "{'azure':{'container':'c'}}|a/b|{'azure':{'container':'c','blob':'a/b'}}",
        "{'hdfs':{'path':'/x'}}|/a|{'hdfs':{'path':'/a'}}",
        "{'http':{'url':'https://h:1/x?q=1'}}|/a b|{'http':{'url':'https://h:1/a%20b?q=1'}}",
      })
  void aKeyIsPutWhereTheDriverHasIt(String json, String key, String expected) throws IOException {
    ArtifactLocation location = location(json);
    ObjectNode before = location.raw().deepCopy();

    assertThat(location.withKey(key)).isEqualTo(location(expected));
    assertThat(location.raw()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name':'n','s3':{'key':'k'}}|{'s3':{'endpoint':'e','bucket':'b','key':'old'}}|{'name':'n','s3':{'endpoint':'e','bucket':'b','key':'k'}}",
        "{'name':'n','gcs':{'key':'k'}}|{'s3':{'bucket':'b'}}|{'name':'n','s3':{'bucket':'b','key':'k'}}",
        "{'name':'n','s3':{'bucket':'x','key':'k'}}|{'s3':{'bucket':'b'}}|{'name':'n','s3':{'bucket':'b','key':'k'}}",
        "{'raw':{'data':'d'}}|{'s3':{'bucket':'b'}}|{'raw':{'data':'d'}}",
        "{'s3':{'endpoint':'e','bucket':'x','key':'k'}}|{}|{'s3':{'endpoint':'e','bucket':'x','key':'k'}}",
        "{'name':'n'}|{'s3':{'bucket':'b'}}|key unsupported: cannot get key for artifact location, because it is invalid",
        "{'git':{}}|{'s3':{'bucket':'b'}}|key unsupported: git artifact does not have a key",
        "{'s3':{'key':'k'}}|{}|template artifact location not set",
      })
  void anArtifactWithItsKeyAloneIsWhereTheArchiveLocationSays(
      String json, String archive, String expected) throws IOException {
    ArtifactLocation location = location(json);
    ArtifactLocation to = location(archive);

    if (expected.startsWith("{")) {
      assertThat(location.relocatedTo(to)).isEqualTo(location(expected));
      assertThat(location).isEqualTo(location(json));
      assertThat(to).isEqualTo(location(archive));
    } else {
      assertThatThrownBy(() -> location.relocatedTo(to))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining(expected);
    }
  }

  @Test
  void aDriverWithoutKeysTakesNone() throws IOException {
    ArtifactLocation git = location("{'git':{'repo':'r'}}");

    assertThatThrownBy(() -> git.withKey("k")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatTheRepositoryHoldsIsRecordedByItsKeyAlone() throws IOException {
    ArtifactLocation repository =
        location("{'s3':{'endpoint':'e','bucket':'b'},'archiveLogs':true}");

    assertThat(repository.keyOnly("wf/k")).isEqualTo(location("{'s3':{'key':'wf/k'}}").raw());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name':'a','path':'/tmp/x.txt'}|a.tgz",
        "{'name':'a','path':'/tmp/x.txt','archive':{}}|a.tgz",
        "{'name':'a','path':'/tmp/x.txt','archive':{'tar':{'compressionLevel':0}}}|a.tgz",
        "{'name':'a','path':'/tmp/x.txt','archive':{'zip':{}}}|a.zip",
        "{'name':'a','path':'/tmp/x.txt','archive':{'none':{}}}|x.txt",
        "{'name':'a','path':'/tmp/dir/','archive':{'none':{}}}|dir",
        "{'name':'a','path':'x','archive':{'none':{}}}|x",
      })
  void outputsAreNamedAfterTheirArchive(String json, String file) throws IOException {
    Artifact artifact = new Artifact(location(json).raw());

    assertThat(ArchiveFormat.of(artifact).fileName(artifact)).isEqualTo(file);
  }

  @Test
  void whatThisVersionCanUseIsNamed() {
    assertThat(ArtifactDriver.values())
        .filteredOn(driver -> driver.use() != ArtifactDriver.Use.NONE)
        .containsExactly(ArtifactDriver.RAW, ArtifactDriver.S3);
  }

  @Test
  void theCompressionLevelIsKept() throws IOException {
    Artifact artifact =
        new Artifact(location("{'name':'a','archive':{'tar':{'compressionLevel':9}}}").raw());

    assertThat(ArchiveFormat.of(artifact)).isEqualTo(new ArchiveFormat.Tar(9));
    assertThat(ArchiveFormat.given(new Artifact(location("{'name':'a'}").raw()))).isEmpty();
  }
}
