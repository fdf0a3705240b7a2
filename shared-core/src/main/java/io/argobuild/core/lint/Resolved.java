package io.argobuild.core.lint;

import io.argobuild.core.manifest.Template;

/**
 * A template that was found.
 *
 * @param base where names in it are looked up
 * @param site where it is defined
 */
record Resolved(TemplateBase base, Template template, Site site) {}
