package io.argobuild.core.resource;

/**
 * A resource template can't be carried out as it is written; the message is kubectl's or Argo's.
 */
public final class ResourceException extends Exception {
  private static final long serialVersionUID = 1L;

  public ResourceException(String message) {
    super(message);
  }

  /** The message; never null. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
