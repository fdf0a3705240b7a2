package io.argobuild.core.problem;

/** Where a problem is. */
public sealed interface Place {
  Place NOWHERE = new Nowhere();

  /** The place as people read it; empty when there is none. */
  String text();

  /** No place can be named. */
  record Nowhere() implements Place {
    @Override
    public String text() {
      return "";
    }
  }

  /**
   * A position in a file.
   *
   * @param file name as the user gave it
   * @param line from 1; 0 when unknown
   * @param column from 1; 0 when unknown
   * @param path field path such as {@code spec.templates[0].name}; may be empty
   */
  record InFile(String file, int line, int column, String path) implements Place {
    @Override
    public String text() {
      StringBuilder text = new StringBuilder(file);
      if (line > 0) {
        text.append(':').append(line);
        if (column > 0) {
          text.append(':').append(column);
        }
      }
      if (!path.isEmpty()) {
        text.append(" (").append(path).append(')');
      }
      return text.toString();
    }
  }

  /** A node of a run, by its full name. */
  record AtNode(String workflow, String node) implements Place {
    @Override
    public String text() {
      return "workflow " + workflow + ", node " + node;
    }
  }

  /** A thing outside the manifest: a pod, a folder, a bucket, a run. */
  record At(String thing) implements Place {
    @Override
    public String text() {
      return thing;
    }
  }
}
