package io.argobuild.core.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.argobuild.core.golden.DocSection;
import io.argobuild.core.golden.TestFiles;
import io.argobuild.core.lint.IgnoredFields;
import io.argobuild.core.manifest.FieldType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every field of the resource's schema is done something with, and that is shown and told. */
class FieldsCensusTest {
  /** Types whose fields stand in the table; the others are Kubernetes' own or have one field. */
  private static final List<String> TYPES =
      List.of(
          "WorkflowSpec",
          "Template",
          "Container",
          "WorkflowStep",
          "DAGTask",
          "Parameter",
          "ValueFrom",
          "LifecycleHook",
          "RetryStrategy",
          "TTLStrategy");

  /** Fields that such a type has beyond those of Container. */
  private static final List<String> LIKE_CONTAINER =
      List.of("ScriptTemplate", "UserContainer", "ContainerNode");

  private static final List<FieldCase> CASES = FieldCase.load();

  private static Set<String> schema() {
    Set<String> fields = new LinkedHashSet<>();
    for (String type : TYPES) {
      new FieldType.Struct(type).fields().keySet().forEach(field -> fields.add(type + '.' + field));
    }
    Set<String> container = new FieldType.Struct("Container").fields().keySet();
    for (String type : LIKE_CONTAINER) {
      new FieldType.Struct(type)
          .fields().keySet().stream()
              .filter(field -> !container.contains(field))
              .forEach(field -> fields.add(type + '.' + field));
    }
    return fields;
  }

  @Test
  void everyFieldHasACase() {
    Set<String> missing = new TreeSet<>(schema());
    CASES.forEach(each -> missing.removeAll(each.fields()));
    assertThat(missing).as("fields that no case in src/test/resources/fields is about").isEmpty();
  }

  @Test
  void everyCaseIsAboutAFieldThatExists() {
    Set<String> named = new TreeSet<>();
    CASES.forEach(each -> named.addAll(each.fields()));
    named.removeAll(schema());
    assertThat(named).isEmpty();
  }

  @Test
  void whatIsShownElsewhereIsShownThere() throws IOException {
    Set<String> wanted = new TreeSet<>();
    CASES.stream()
        .map(each -> each.text("elsewhere"))
        .filter(test -> !test.isEmpty())
        .forEach(test -> wanted.add(test + ".java"));
    try (Stream<Path> files = Files.walk(TestFiles.resource("../java"))) {
      assertThat(files.map(file -> file.getFileName().toString())).containsAll(wanted);
    }
  }

  @Test
  void whatHasNoEffectIsToldWhereItStands() {
    Set<String> ignored = new TreeSet<>();
    Set<String> ignoredLocally = new TreeSet<>();
    for (FieldCase each : CASES) {
      if (each.raw().has("ignored")) {
        ignored.addAll(each.fields());
      } else if (each.text("note").equals("no effect locally")) {
        ignoredLocally.addAll(each.fields());
      }
    }
    assertThat(IgnoredFields.EVERYWHERE.keySet()).containsExactlyInAnyOrderElementsOf(ignored);
    assertThat(IgnoredFields.LOCALLY).containsExactlyInAnyOrderElementsOf(ignoredLocally);
  }

  @TestFactory
  Stream<DynamicTest> fieldsDoWhatIsSaidOfThem() {
    return CASES.stream()
        .filter(FieldCase::runs)
        .map(
            each ->
                dynamicTest(
                    each.toString(),
                    () ->
                        assertThat(new FieldRun(each).differences())
                            .as(each.toString())
                            .isEmpty()));
  }

  @Test
  void theDocumentationHasEveryField() {
    new DocSection("docs/fields.md", "fields").assertHolds(table());
  }

  private static String table() {
    StringBuilder text = new StringBuilder();
    Set<String> all = schema();
    for (String type : types(all)) {
      Set<String> plain = new LinkedHashSet<>();
      Map<String, Set<String>> byNote = new LinkedHashMap<>();
      for (String field : all) {
        if (field.startsWith(type + '.')) {
          String name = '`' + field.substring(type.length() + 1) + '`';
          String note = note(field);
          (note.isEmpty() ? plain : byNote.computeIfAbsent(note, any -> new LinkedHashSet<>()))
              .add(name);
        }
      }
      text.append("\n### ").append(type).append("\n\n");
      if (!plain.isEmpty()) {
        text.append("As in Argo: ").append(String.join(", ", plain)).append(".\n");
      }
      if (!byNote.isEmpty()) {
        text.append(plain.isEmpty() ? "" : "\n").append("| fields | here |\n|---|---|\n");
        byNote.forEach(
            (note, names) ->
                text.append("| ")
                    .append(String.join(", ", names))
                    .append(" | ")
                    .append(note)
                    .append(" |\n"));
      }
    }
    return text.toString();
  }

  private static Set<String> types(Set<String> fields) {
    Set<String> types = new LinkedHashSet<>();
    fields.forEach(field -> types.add(field.substring(0, field.indexOf('.'))));
    return types;
  }

  private static String note(String field) {
    Set<String> notes = new LinkedHashSet<>();
    for (FieldCase each : CASES) {
      if (each.fields().contains(field)) {
        notes.add(each.text("note"));
        notes.add(each.raw().has("ignored") ? "ignored: " + each.text("ignored") : "");
      }
    }
    notes.remove("");
    return String.join("; ", notes);
  }
}
