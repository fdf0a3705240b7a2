package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A step of a steps template. */
public record Step(ObjectNode raw) implements Invocation {}
