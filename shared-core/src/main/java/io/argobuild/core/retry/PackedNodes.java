package io.argobuild.core.retry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** Nodes of a status that was too large: gzip in base64 (Argo 2.12 to 4.1), or in a database. */
final class PackedNodes {
  static final String COMPRESSED = "compressedNodes";
  private static final String OFFLOADED = "offloadNodeStatusVersion";
  private static final int MAX_BYTES = 256 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private PackedNodes() {}

  static boolean isCompressed(ObjectNode status) {
    return !Fields.textOrEmpty(status, COMPRESSED).isEmpty();
  }

  /**
   * The status with its nodes.
   *
   * @throws io.argobuild.core.problem.ProblemException {@code STATUS_OFFLOADED}, {@code
   *     STATUS_UNREADABLE}
   */
  static ObjectNode unpacked(String workflow, ObjectNode status) {
    if (isCompressed(status)) {
      ObjectNode next = status.objectNode();
      next.setAll(status);
      next.set("nodes", nodes(workflow, Fields.textOrEmpty(status, COMPRESSED)));
      next.remove(COMPRESSED);
      return next;
    }
    if (!Fields.textOrEmpty(status, OFFLOADED).isEmpty() && status.path("nodes").isEmpty()) {
      throw RetryProblems.offloaded(workflow);
    }
    return status;
  }

  private static ObjectNode nodes(String workflow, String text) {
    try (InputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw RetryProblems.unreadable(workflow, "they take more than " + MAX_BYTES + " bytes");
      }
      JsonNode nodes = JSON.readTree(bytes);
      if (nodes instanceof ObjectNode object) {
        return object;
      }
      throw RetryProblems.unreadable(workflow, "they are no JSON object");
    } catch (IOException | IllegalArgumentException e) {
      throw RetryProblems.unreadable(workflow, String.valueOf(e.getMessage()));
    }
  }
}
