package io.argobuild.core.store;

import java.io.IOException;

/** A file was read, but what is in it can't be right. */
final class DamagedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String what;

  DamagedException(String what) {
    super(what);
    this.what = what;
  }

  String what() {
    return what;
  }
}
