package io.argobuild.core.status;

import java.nio.charset.StandardCharsets;

/** Node IDs and pod names from node names (Argo 4.1.2). */
public final class NodeId {
  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;
  private static final int MAX_POD_NAME_PREFIX = 253 - 10 - 1;

  private NodeId() {}

  /** The workflow's own name for its root, else {@code <workflow>-<hash>}. */
  public static String of(String workflowName, String nodeName) {
    return nodeName.equals(workflowName) ? workflowName : workflowName + '-' + hash(nodeName);
  }

  /** FNV-1a, 32 bits, over UTF-8, as an unsigned decimal. */
  public static String hash(String text) {
    int hash = FNV_OFFSET;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash ^= b & 0xff;
      hash *= FNV_PRIME;
    }
    return Integer.toUnsignedString(hash);
  }

  /**
   * Pod name, format v2.
   *
   * @param templateName the template's name in its own resource, or empty for inline templates
   */
  public static String podName(String workflowName, String nodeName, String templateName) {
    if (nodeName.equals(workflowName)) {
      return workflowName;
    }
    String prefix = templateName.isEmpty() ? workflowName : workflowName + '-' + templateName;
    byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_POD_NAME_PREFIX) {
      prefix = new String(bytes, 0, MAX_POD_NAME_PREFIX, StandardCharsets.UTF_8);
    }
    return prefix + '-' + hash(nodeName);
  }

  /** The pod of a node, by its own record. */
  public static String podName(String workflowName, NodeStatus node) {
    String template =
        node.templateRef() == null
            ? node.templateName()
            : node.templateRef().path("template").asText("");
    return podName(workflowName, node.name(), template);
  }
}
