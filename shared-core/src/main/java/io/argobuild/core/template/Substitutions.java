package io.argobuild.core.template;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Substitution in whole trees, with the words of templates for what goes wrong. */
final class Substitutions {
  private Substitutions() {}

  /** Tags without a value stay. */
  static ObjectNode lenient(ObjectNode tree, Variables variables) throws TemplateException {
    return replace(tree, variables, Mode.LENIENT);
  }

  /** Every tag needs a value. */
  static ObjectNode strict(ObjectNode tree, Variables variables) throws TemplateException {
    return replace(tree, variables, Mode.STRICT);
  }

  /** Tags of steps and tasks need a value, others stay. */
  static ObjectNode strictNodes(ObjectNode tree, Variables variables) throws TemplateException {
    return replace(tree, variables, Mode.STRICT_NODES);
  }

  private static ObjectNode replace(ObjectNode tree, Variables variables, Mode mode)
      throws TemplateException {
    try {
      return (ObjectNode) Substitution.replace(tree, variables, mode);
    } catch (SubstitutionException e) {
      if (e.isMissingVariable()) {
        throw TemplateException.missingVariable(e.text());
      }
      throw new TemplateException(e.text());
    }
  }
}
