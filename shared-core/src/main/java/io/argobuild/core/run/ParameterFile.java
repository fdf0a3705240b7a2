package io.argobuild.core.run;

/**
 * A parameter file of the user.
 *
 * @param name as the user gave it, for messages
 * @param content YAML or JSON, a map from names to values
 */
public record ParameterFile(String name, String content) {}
