package io.argobuild.core.report.view;

import java.util.List;

/**
 * The end of a log.
 *
 * @param total how many lines there were, or -1 when nobody counted
 */
public record LogTail(List<String> lines, long total) {
  public LogTail {
    lines = List.copyOf(lines);
  }
}
