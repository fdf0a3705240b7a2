package io.argobuild.core.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.golden.TestFiles;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.yaml.Limits;
import io.argobuild.core.manifest.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What becomes of one or more fields, with a run that shows it. Read from {@code
 * src/test/resources/fields}:
 *
 * <pre>
 * field: TYPE.FIELD, or a list of them
 * note: how it differs from Argo, or what a local run does; for the documentation
 * spec, template, metadata: what the manifest says beyond a workflow of one container
 * resources: other objects at hand
 * outcomes: NODE -> what its pod does {exit, parameters, result, never, seconds}
 * resume: TICK -> values of supplied outputs
 * pods, nodes: NODE -> a part of its pod or status
 * status, labels, annotations: a part of the workflow's
 * absent: nodes that are not there
 * seconds: how long it took
 * refused: a part of lint's message, instead of a run
 * ignored: why nothing is done with it, instead of a run
 * elsewhere: the test that shows it, instead of a run
 * </pre>
 */
record FieldCase(List<String> fields, ObjectNode raw) {

  static List<FieldCase> load() {
    List<FieldCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(TestFiles.resource("fields"))) {
      for (Path file : files.sorted().toList()) {
        YamlReader reader = new YamlReader(Limits.DEFAULT, YamlReader.Duplicates.REFUSED);
        JsonNode list = reader.readSingle(Files.readString(file), file.getFileName().toString());
        for (JsonNode item : list) {
          cases.add(of((ObjectNode) item));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  private static FieldCase of(ObjectNode raw) {
    List<String> fields =
        raw.path("field").isTextual()
            ? List.of(raw.path("field").asText())
            : Fields.texts(raw, "field");
    return new FieldCase(fields, raw);
  }

  boolean runs() {
    return !raw.has("ignored") && !raw.has("elsewhere");
  }

  String text(String key) {
    return Fields.textOrEmpty(raw, key);
  }

  @Override
  public String toString() {
    return String.join(", ", fields);
  }
}
