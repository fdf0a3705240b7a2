package io.argobuild.core.expression.jq;

/** A number read by {@code fromjson}, which is written back as it was until it is computed with. */
record NumberText(String text) {
  @Override
  public String toString() {
    return text;
  }
}
