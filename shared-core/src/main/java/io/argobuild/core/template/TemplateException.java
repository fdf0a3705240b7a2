package io.argobuild.core.template;

/** A template can't be used as it is called; the message is Argo's. */
public final class TemplateException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean missing;

  public TemplateException(String message) {
    this(message, false);
  }

  private TemplateException(String message, boolean missing) {
    super(message);
    this.missing = missing;
  }

  /** A variable has no value so far, but may get one. */
  public static TemplateException missingVariable(String message) {
    return new TemplateException(message, true);
  }

  /** Argo's message; never null. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** Whether to try again when more is known, instead of failing. */
  public boolean isMissingVariable() {
    return missing;
  }
}
