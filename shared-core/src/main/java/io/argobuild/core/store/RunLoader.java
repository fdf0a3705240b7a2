package io.argobuild.core.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a run together from its manifest, its snapshot and its journal. */
final class RunLoader {
  /** More compactions than this while a reader reads twice would be a fault of its own. */
  private static final int READS = 20;

  private final RunFolder folder;
  private final RunManifest manifest;
  private final boolean withNodes;
  private final Map<String, ObjectNode> nodes = new LinkedHashMap<>();
  private ObjectNode workflow;
  private ObjectNode status;
  private long sequence;
  private long token;

  private RunLoader(RunFolder folder, RunManifest manifest, boolean withNodes) {
    this.folder = folder;
    this.manifest = manifest;
    this.withNodes = withNodes;
    this.workflow = without("status", manifest.workflow().raw());
    this.status = without("nodes", manifest.workflow().status());
    if (withNodes) {
      for (JsonNode node : manifest.workflow().status().path("nodes")) {
        takeNode(node);
      }
    }
  }

  /** Reads a run while its writer may go on writing. */
  static StoredRun load(RunFolder folder) {
    return load(folder, true);
  }

  /** As {@link #load(RunFolder)}, without the nodes, which is quicker. */
  static StoredRun loadHead(RunFolder folder) {
    return load(folder, false);
  }

  private static StoredRun load(RunFolder folder, boolean withNodes) {
    if (!folder.exists()) {
      throw StoreProblems.notFound(folder.name());
    }
    try {
      RunManifest manifest = RunJson.manifest(RunJson.read(DurableFiles.read(folder.manifest())));
      return load(folder, manifest, withNodes);
    } catch (JsonProcessingException e) {
      throw StoreProblems.corrupt(folder.name(), "it is no JSON: " + e.getOriginalMessage());
    } catch (DamagedException e) {
      throw StoreProblems.corrupt(folder.name(), e.what());
    } catch (IOException e) {
      throw StoreProblems.failed(folder.name(), e);
    }
  }

  private static StoredRun load(RunFolder folder, RunManifest manifest, boolean withNodes)
      throws IOException {
    for (int read = 1; ; read++) {
      Object before = identity(folder.snapshot());
      try {
        StoredRun loaded = new RunLoader(folder, manifest, withNodes).load();
        if (identity(folder.snapshot()).equals(before)) {
          return loaded;
        }
      } catch (IOException e) {
        if (identity(folder.snapshot()).equals(before) || read == READS) {
          throw e;
        }
      }
      // The journal was compacted meanwhile: what was read of it may belong to the new snapshot.
      if (read == READS) {
        throw new DamagedException("its snapshot changes all the time");
      }
    }
  }

  private static Object identity(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "none";
    }
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
  }

  private StoredRun load() throws IOException {
    if (Files.exists(folder.snapshot())) {
      try (InputStream in = DurableFiles.open(folder.snapshot())) {
        readSnapshot(in);
      }
    }
    if (Files.exists(folder.journal())) {
      try (InputStream in = DurableFiles.open(folder.journal())) {
        Journal.read(in, this::take);
      }
    }
    Map<String, NodeStatus> statuses = new LinkedHashMap<>();
    nodes.forEach((id, node) -> statuses.put(id, StatusReader.node(node)));
    StoredRun.Content content =
        new StoredRun.Content(
            new Workflow(workflow),
            StatusReader.workflow(status),
            Collections.unmodifiableMap(statuses));
    return new StoredRun(manifest, content, sequence);
  }

  private void readSnapshot(InputStream in) throws IOException {
    nodes.clear();
    ObjectNode head = RunJson.readSnapshot(in, withNodes ? this::takeNode : null);
    workflow = Fields.objectOrNothing(head, "workflow");
    status = Fields.objectOrNothing(head, "status");
    sequence = Fields.number(head, "seq").orElse(0L);
    token = Fields.number(head, "token").orElse(0L);
  }

  private void take(ObjectNode record) throws IOException {
    long writer = Fields.number(record, "token").orElse(0L);
    long number = Fields.number(record, "seq").orElse(0L);
    if (writer < token || number <= sequence) {
      // Written by somebody who had lost the lease, or in the snapshot already.
      return;
    }
    if (number != sequence + 1) {
      throw new DamagedException("tick " + (sequence + 1) + " is missing in its journal");
    }
    token = writer;
    sequence = number;
    status = Fields.object(record, "status").orElse(status);
    for (String field : new String[] {"spec", "metadata"}) {
      Fields.object(record, field).ifPresent(value -> workflow = with(field, value, workflow));
    }
    if (withNodes) {
      record.path("nodes").forEach(this::takeNode);
    }
  }

  private void takeNode(JsonNode node) {
    if (node instanceof ObjectNode object) {
      nodes.put(Fields.textOrEmpty(object, "id"), object);
    }
  }

  private static ObjectNode with(String field, ObjectNode value, ObjectNode object) {
    ObjectNode copy = object.objectNode();
    copy.setAll(object);
    copy.set(field, value);
    return copy;
  }

  private static ObjectNode without(String field, ObjectNode object) {
    ObjectNode copy = object.objectNode();
    copy.setAll(object);
    copy.remove(field);
    return copy;
  }
}
