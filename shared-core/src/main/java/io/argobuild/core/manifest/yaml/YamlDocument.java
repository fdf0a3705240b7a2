package io.argobuild.core.manifest.yaml;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One document of a file.
 *
 * @param index from 0, among the documents of its file that are not blank
 */
public record YamlDocument(JsonNode value, Positions positions, int index) {}
