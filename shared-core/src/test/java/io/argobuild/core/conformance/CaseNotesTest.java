package io.argobuild.core.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.golden.DocSection;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CaseNotesTest {
  private final CaseNotes notes = CaseNotes.load();

  @Test
  void theDocumentationNamesEveryCaseThatIsLeftOut() {
    StringBuilder table = new StringBuilder("| case | | reason |\n|---|---|---|\n");
    notes
        .byName()
        .forEach(
            (name, note) ->
                table
                    .append("| ")
                    .append(name)
                    .append(" | ")
                    .append(note.kind().text())
                    .append(" | ")
                    .append(note.reason())
                    .append(" |\n"));
    new DocSection("docs/compatibility.md", "conformance-notes").assertHolds(table.toString());
  }

  @Test
  void onlyCasesThatExistAreLeftOut() {
    Path own = Path.of("src/test/resources/conformance");
    assertThat(notes.byName().keySet())
        .filteredOn(name -> name.matches("(artifact|memo|sync|limit|data|error|pod)-.*"))
        .filteredOn(name -> Files.exists(own.resolve(name + ".yaml")))
        .isNotEmpty();
  }
}
