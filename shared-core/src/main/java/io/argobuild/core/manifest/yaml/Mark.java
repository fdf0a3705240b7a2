package io.argobuild.core.manifest.yaml;

/**
 * A position in a text.
 *
 * @param index characters (code points) before it
 * @param line from 0
 * @param column from 0, in characters
 */
record Mark(int index, int line, int column) {
  static final Mark START = new Mark(0, 0, 0);
}
