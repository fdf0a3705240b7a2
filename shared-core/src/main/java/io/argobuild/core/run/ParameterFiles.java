package io.argobuild.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.manifest.yaml.Limits;
import io.argobuild.core.manifest.yaml.YamlReader;
import io.argobuild.core.manifest.yaml.YamlResult;
import io.argobuild.core.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads parameter files as {@code argo submit -f} does. */
final class ParameterFiles {
  private ParameterFiles() {}

  /** Values by name; the first file that names one counts. Lists and maps become JSON. */
  static Map<String, String> read(List<ParameterFile> files) {
    Map<String, String> values = new LinkedHashMap<>();
    for (ParameterFile file : files) {
      for (var entry : map(file).properties()) {
        values.putIfAbsent(entry.getKey(), text(entry.getValue()));
      }
    }
    return values;
  }

  private static JsonNode map(ParameterFile file) {
    YamlReader reader = new YamlReader(Limits.DEFAULT, YamlReader.Duplicates.REFUSED);
    List<YamlResult> results = reader.readEach(file.content(), file.name());
    if (results.size() != 1) {
      throw RunProblems.badParameterFile(file.name(), "it has " + results.size() + " documents");
    }
    if (results.get(0) instanceof YamlResult.Refused refused) {
      throw new ProblemException(refused.problem());
    }
    JsonNode value = ((YamlResult.Read) results.get(0)).document().value();
    if (!value.isObject()) {
      throw RunProblems.badParameterFile(file.name(), "this is something else");
    }
    return value;
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }
}
