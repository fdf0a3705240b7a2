package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArchiveFormat;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.pod.PodReport.Failure;
import io.argobuild.core.pod.PodReport.OutputKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A report read beside the template that it reports on. */
record OutputReading(Template template, @Nullable PodReport report) {
  private static final String STAGED_PARAMETERS = "/var/run/argo/outputs/parameters";
  private static final String STAGED_ARTIFACTS = "/var/run/argo/outputs/artifacts";

  /** All output parameters, with the values that there are. */
  List<Parameter> parameters() {
    if (report == null) {
      return List.of();
    }
    List<Parameter> parameters = new ArrayList<>();
    for (Parameter parameter : template.outputs().parameters()) {
      parameters.add(value(parameter).map(value -> valued(parameter, value)).orElse(parameter));
    }
    return parameters;
  }

  private Optional<String> value(Parameter parameter) {
    if (report == null) {
      return Optional.empty();
    }
    return report.parameters().stream()
        .filter(saved -> saved.name().equals(parameter.name()))
        .findFirst()
        .map(
            saved ->
                saved.value() != null
                    ? saved.value()
                    : PodReportReader.withoutNewline(parameter.valueFromDefault().orElse("")));
  }

  /** Unlike an argument, an output keeps where its value came from. */
  private static Parameter valued(Parameter parameter, String value) {
    ObjectNode copy = parameter.raw().objectNode();
    copy.setAll(parameter.raw());
    copy.put("value", value);
    return new Parameter(copy);
  }

  /**
   * What Argo's wait would have written: the parameter that failed, else all artifacts that failed.
   */
  String firstError() {
    if (report == null) {
      return "";
    }
    for (Failure failure : report.errors()) {
      if (failure.output() == OutputKind.PARAMETER) {
        return text(failure);
      }
    }
    StringBuilder all = new StringBuilder();
    report.errors().forEach(failure -> all.append(text(failure)).append("; "));
    return all.toString();
  }

  private String text(Failure failure) {
    if (failure.code().equals(Failure.NOT_FOUND)) {
      return failure.output() == OutputKind.PARAMETER
          ? missingParameter(failure.name())
          : missingArtifact(failure.name());
    }
    if (failure.code().equals(Failure.ZIP_OF_FILE)) {
      return "stat /tmp/argo/outputs/artifacts/" + failure.name() + ": no such file or directory";
    }
    String what = failure.output() == OutputKind.PARAMETER ? "parameter " : "artifact ";
    return what + failure.name() + " failed to save: " + failure.text();
  }

  private String missingParameter(String name) {
    String path =
        template.outputs().parameters().stream()
            .filter(parameter -> parameter.name().equals(name))
            .map(Parameter::path)
            .findFirst()
            .orElse("");
    String place = Layers.isBase(template, path) ? STAGED_PARAMETERS : PodProtocol.MIRROR;
    return "open " + place + PodPaths.normal(path) + ": no such file or directory";
  }

  private String missingArtifact(String name) {
    Optional<Artifact> artifact =
        template.outputs().artifacts().stream()
            .filter(output -> output.name().equals(name))
            .findFirst();
    String path = artifact.map(Artifact::path).orElse("");
    String clean = PodPaths.normal(path);
    if (Layers.isBase(template, path)) {
      return "open " + STAGED_ARTIFACTS + clean + ".tgz: no such file or directory";
    }
    boolean unpacked =
        artifact.map(ArchiveFormat::of).filter(ArchiveFormat.None.class::isInstance).isPresent();
    return unpacked
        ? clean + " no such file or directory"
        : "stat " + PodProtocol.MIRROR + clean + ": no such file or directory";
  }
}
