package io.argobuild.core.manifest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All types and fields of the manifests of Argo 4.1.2, from the resource {@code fields.txt}. */
public final class FieldTypes {
  private static final Map<String, Map<String, FieldType>> TYPES = load();

  private FieldTypes() {}

  /** The type of a whole manifest, by its kind; empty for kinds that are not Argo's. */
  public static Optional<FieldType.Struct> ofKind(String kind) {
    return ManifestKind.of(kind)
        .filter(ManifestKind::isArgo)
        .map(known -> new FieldType.Struct(known.kind()));
  }

  static Map<String, FieldType> fieldsOf(String type) {
    Map<String, FieldType> fields = TYPES.get(type);
    return Objects.requireNonNull(fields, type);
  }

  private static Map<String, Map<String, FieldType>> load() {
    Map<String, Map<String, FieldType>> types = new HashMap<>();
    try (InputStream in = FieldTypes.class.getResourceAsStream("fields.txt")) {
      InputStream resource = Objects.requireNonNull(in, "fields.txt");
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] parts = line.split(" ", -1);
          types.put(parts[0], fields(parts));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the resource fields.txt can't be read", e);
    }
    return types;
  }

  private static Map<String, FieldType> fields(String[] parts) {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int colon = parts[i].indexOf(':');
      fields.put(parts[i].substring(0, colon), type(parts[i].substring(colon + 1)));
    }
    return Collections.unmodifiableMap(fields);
  }

  private static FieldType type(String text) {
    String inside = text.substring(1, text.length() - 1);
    return switch (text.charAt(0)) {
      case '[' -> new FieldType.ListOf(type(inside));
      case '{' -> new FieldType.MapOf(type(inside));
      default ->
          Character.isUpperCase(text.charAt(0))
              ? new FieldType.Struct(text)
              : FieldType.Scalar.valueOf(text.toUpperCase(Locale.ROOT));
    };
  }
}
