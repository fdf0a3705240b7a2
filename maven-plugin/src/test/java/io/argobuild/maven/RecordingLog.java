package io.argobuild.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** Keeps lines instead of printing them. */
final class RecordingLog extends SystemStreamLog {
  final List<String> lines = new ArrayList<>();

  @Override
  public synchronized void info(CharSequence line) {
    lines.add("" + line);
  }

  @Override
  public synchronized void warn(CharSequence line) {
    lines.add("WARN " + line);
  }
}
