package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;
import java.util.List;
import java.util.Set;

/** Images, and outputs of images whose command is not known. */
final class ContainerRules {
  /** A volume mounted here would hide files that the image needs. */
  private static final Set<String> NEEDED_BY_IMAGES =
      Set.of("", "/bin", "/dev", "/etc", "/lib", "/lib64", "/proc", "/sbin", "/sys", "/usr");

  private ContainerRules() {}

  static void check(Findings findings, Template template, Site site) {
    template
        .container()
        .ifPresent(container -> image(findings, container, site.field("container")));
    template.script().ifPresent(script -> image(findings, script, site.field("script")));
    template.containerSet().ifPresent(set -> list(findings, set, site.field("containerSet")));
    for (String field : List.of("initContainers", "sidecars")) {
      images(findings, template.raw().path(field), site.field(field));
    }
    template
        .container()
        .filter(container -> container.path("command").isEmpty())
        .ifPresent(container -> outputs(findings, template, site.field("outputs")));
  }

  private static void list(Findings findings, ObjectNode set, Site site) {
    images(findings, set.path("containers"), site.field("containers"));
  }

  private static void images(Findings findings, JsonNode containers, Site site) {
    for (int i = 0; i < containers.size(); i++) {
      image(findings, containers.get(i), site.item(i));
    }
  }

  private static void image(Findings findings, JsonNode container, Site site) {
    String image = Fields.textOrEmpty(container, "image");
    if (image.isEmpty() || image.contains("{{") || image.contains("@")) {
      return;
    }
    String name = image.substring(image.lastIndexOf('/') + 1);
    int colon = name.indexOf(':');
    if (colon < 0 || name.substring(colon).equals(":latest")) {
      findings.own(
          Rule.IMAGE_LATEST,
          site.field("image"),
          "image " + image + (colon < 0 ? " has no tag" : " may be another one each time"));
    }
  }

  /** The place of an output becomes a volume there, since the command can't be wrapped. */
  private static void outputs(Findings findings, Template template, Site site) {
    List<Parameter> parameters = template.outputs().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      Site at = site.field("parameters").item(i).field("valueFrom").field("path");
      output(findings, parameters.get(i).path(), at);
    }
    List<Artifact> artifacts = template.outputs().artifacts();
    for (int i = 0; i < artifacts.size(); i++) {
      output(findings, artifacts.get(i).path(), site.field("artifacts").item(i).field("path"));
    }
  }

  private static void output(Findings findings, String path, Site at) {
    String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    String top = folder.indexOf('/', 1) > 0 ? folder.substring(0, folder.indexOf('/', 1)) : folder;
    boolean needed = NEEDED_BY_IMAGES.contains(folder) || NEEDED_BY_IMAGES.contains(top);
    if (!path.isEmpty() && !path.contains("{{") && needed) {
      findings.own(
          Rule.OUTPUT_PATH_HIDES_IMAGE,
          at,
          "without a command, saving "
              + path
              + " takes a volume at "
              + (folder.isEmpty() ? "/" : folder)
              + ", which hides the image's own files");
    }
  }
}
