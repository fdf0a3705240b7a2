package io.argobuild.core.run;

import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A workflow to run and what to change in it; texts are empty where the manifest counts.
 *
 * @param workflow as it was read
 * @param resources WorkflowTemplates, ConfigMaps and Secrets that it may refer to
 * @param parameters values by name, before those of files and of the manifest
 * @param parameterFiles the first that names a parameter counts
 * @param name the run's name, instead of the manifest's name and generateName
 * @param generateName prefix of the run's name, instead of the manifest's name and generateName
 * @param labels added to the manifest's
 * @param validated whether what Argo's validation refuses is refused
 * @param driver how the run is driven
 */
public record RunOptions(
    Workflow workflow,
    Manifests resources,
    Map<String, String> parameters,
    List<ParameterFile> parameterFiles,
    String entrypoint,
    String name,
    String generateName,
    Map<String, String> labels,
    boolean validated,
    DriverOptions driver) {

  public RunOptions {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    parameterFiles = List.copyOf(parameterFiles);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /** With more that the workflow may refer to. */
  RunOptions with(Manifests more) {
    return new RunOptions(
        workflow,
        resources.and(more),
        parameters,
        parameterFiles,
        entrypoint,
        name,
        generateName,
        labels,
        validated,
        driver);
  }

  public static Builder builder(Workflow workflow) {
    return new Builder(workflow);
  }

  /** Collects options; what is not set keeps its default. */
  public static final class Builder {
    private final Workflow workflow;
    private Manifests resources = Manifests.NONE;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private List<ParameterFile> parameterFiles = List.of();
    private String entrypoint = "";
    private String name = "";
    private String generateName = "";
    private final Map<String, String> labels = new LinkedHashMap<>();
    private boolean validated = true;
    private DriverOptions driver = DriverOptions.DEFAULT;

    private Builder(Workflow workflow) {
      this.workflow = workflow;
    }

    public Builder resources(Manifests value) {
      resources = value;
      return this;
    }

    public Builder parameter(String parameter, String value) {
      parameters.put(parameter, value);
      return this;
    }

    public Builder parameters(Map<String, String> values) {
      parameters.putAll(values);
      return this;
    }

    public Builder parameterFiles(List<ParameterFile> values) {
      parameterFiles = values;
      return this;
    }

    public Builder entrypoint(String value) {
      entrypoint = value;
      return this;
    }

    public Builder name(String value) {
      name = value;
      return this;
    }

    public Builder generateName(String value) {
      generateName = value;
      return this;
    }

    public Builder labels(Map<String, String> values) {
      labels.putAll(values);
      return this;
    }

    public Builder validated(boolean value) {
      validated = value;
      return this;
    }

    public Builder driver(DriverOptions value) {
      driver = value;
      return this;
    }

    public RunOptions build() {
      return new RunOptions(
          workflow,
          resources,
          parameters,
          parameterFiles,
          entrypoint,
          name,
          generateName,
          labels,
          validated,
          driver);
    }
  }
}
