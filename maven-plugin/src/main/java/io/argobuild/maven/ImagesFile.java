package io.argobuild.maven;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.manifest.yaml.Limits;
import io.argobuild.core.manifest.yaml.TextLoader;
import io.argobuild.core.manifest.yaml.YamlReader;
import io.argobuild.core.run.ImageEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a table of images as Argo's controller has it: a map from names to entrypoint and cmd. */
final class ImagesFile {
  private ImagesFile() {}

  static List<ImageEntry> read(Path file) {
    String text = new TextLoader(Limits.DEFAULT).load(file);
    JsonNode table =
        new YamlReader(Limits.DEFAULT, YamlReader.Duplicates.REFUSED)
            .readSingle(text, file.toString());
    JsonNode images = table.path("images").isObject() ? table.path("images") : table;
    if (!images.isObject()) {
      throw Texts.invalid(
          "argo.imagesFile",
          file + " is no map from image names to entrypoint and cmd",
          "Write name: {entrypoint: [sh], cmd: [-c, date]}");
    }
    List<ImageEntry> entries = new ArrayList<>();
    images
        .properties()
        .forEach(
            image ->
                entries.add(
                    new ImageEntry(
                        image.getKey(),
                        words(file, image.getValue(), "entrypoint"),
                        words(file, image.getValue(), "cmd"))));
    return entries;
  }

  private static List<String> words(Path file, JsonNode image, String field) {
    JsonNode words = image.path(field);
    if (!words.isArray() && !words.isMissingNode() && !words.isNull()) {
      throw Texts.invalid("argo.imagesFile", file + ": " + field + " is no list", "Write a list");
    }
    List<String> texts = new ArrayList<>();
    words.forEach(word -> texts.add(word.asText()));
    return texts;
  }
}
