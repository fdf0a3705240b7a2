package io.argobuild.core.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of cases whose recorded outcome can't be, or isn't to be, reached on this machine.
 * One a line: name, kind, reason, parted by tabs; what is another on purpose has an {@link
 * OwnTree}.
 */
record CaseNotes(Map<String, Note> byName) {

  /** Why a case is not compared, or is another on purpose. */
  enum Kind {
    /** The outcome depends on chance, time, or on programs and files of an image. */
    NOT_COMPARABLE("not comparable"),
    /** The engine does not do this yet. */
    NOT_SUPPORTED("not supported"),
    /** Argo's outcome harms its users. */
    DIFFERS("differs on purpose");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  record Note(Kind kind, String reason) {}

  static CaseNotes load() {
    Map<String, Note> notes = new TreeMap<>();
    try (InputStream in = CaseNotes.class.getResourceAsStream("/conformance-notes.tsv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] fields = line.split("\t", 3);
          notes.put(fields[0], new Note(Kind.valueOf(fields[1]), fields[2]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    OwnTree.all().forEach((name, own) -> notes.put(name, new Note(Kind.DIFFERS, own.reason())));
    return new CaseNotes(Collections.unmodifiableMap(notes));
  }
}
