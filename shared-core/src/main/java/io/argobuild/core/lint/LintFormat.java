package io.argobuild.core.lint;

/** How a report is shown. */
public enum LintFormat {
  /** For people: by file, in the manner of {@code argo lint}. */
  PRETTY {
    @Override
    public String render(LintReport report) {
      return PrettyReport.render(report);
    }
  },
  /** One line for each finding: {@code file:line:column: severity: message [CODE]}. */
  SIMPLE {
    @Override
    public String render(LintReport report) {
      return SimpleReport.render(report);
    }
  },
  JSON {
    @Override
    public String render(LintReport report) {
      return JsonReport.render(report);
    }
  },
  /** SARIF 2.1.0, for code scanning. */
  SARIF {
    @Override
    public String render(LintReport report) {
      return SarifReport.render(report);
    }
  },
  /** The XML of Checkstyle, which build servers read. */
  CHECKSTYLE {
    @Override
    public String render(LintReport report) {
      return CheckstyleReport.render(report);
    }
  };

  /** The whole text, ending with a line feed. */
  public abstract String render(LintReport report);
}
