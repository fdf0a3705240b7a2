package io.argobuild.core.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What pages are made of besides their data. They are files of their own, so that a server whose
 * content policy forbids scripts in pages can serve them beside it.
 */
public enum PageParts {
  STYLE("report.css"),
  LAYOUT("layout.js"),
  SCRIPT("report.js");

  private final String file;

  PageParts(String file) {
    this.file = file;
  }

  /** The name of the resource beside this class. */
  public String file() {
    return file;
  }

  public String text() {
    try (InputStream in = PageParts.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("resource " + file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
