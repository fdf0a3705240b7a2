package io.argobuild.core.manifest.yaml;

/**
 * What the grammar finds.
 *
 * @param value text of a scalar, or name of an alias
 * @param anchor empty when there is none
 * @param tag empty when there is none
 * @param implicit whether a scalar's type follows from its text
 */
record Event(Kind kind, Mark start, String value, String anchor, String tag, boolean implicit) {
  enum Kind {
    STREAM_START,
    STREAM_END,
    DOCUMENT_START,
    DOCUMENT_END,
    ALIAS,
    SCALAR,
    SEQUENCE_START,
    SEQUENCE_END,
    MAPPING_START,
    MAPPING_END
  }

  Event(Kind kind, Mark start) {
    this(kind, start, "", "", "", false);
  }

  static Event emptyScalar(Mark at) {
    return new Event(Kind.SCALAR, at, "", "", "", true);
  }
}
