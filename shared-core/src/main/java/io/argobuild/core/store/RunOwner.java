package io.argobuild.core.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Who drives a run.
 *
 * @param token grows with every owner
 * @param pid of the process, on its host
 * @param started when the process was; tells it from a later one with the same ID
 * @param since when it took the run over
 */
public record RunOwner(long token, long pid, String host, Instant started, Instant since) {

  static RunOwner here(long token, Instant now) {
    return new RunOwner(token, ThisProcess.PID, ThisProcess.HOST, ThisProcess.STARTED, now);
  }

  /** Whether the process is there; one on another host is taken to be. */
  boolean isAlive() {
    if (!host.equals(ThisProcess.HOST)) {
      return true;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    return process.isPresent() && ThisProcess.startOf(process.get()).equals(started);
  }

  void writeTo(ObjectNode json) {
    json.put("token", token)
        .put("pid", pid)
        .put("host", host)
        .put("started", started.toString())
        .put("since", since.toString());
  }

  static RunOwner of(ObjectNode json) throws IOException {
    return new RunOwner(
        Fields.number(json, "token").orElse(0L),
        Fields.number(json, "pid").orElse(0L),
        Fields.textOrEmpty(json, "host"),
        RunJson.time(Fields.textOrEmpty(json, "started")),
        RunJson.time(Fields.textOrEmpty(json, "since")));
  }

  @Override
  public String toString() {
    return "process " + pid + " on " + host + " (since " + since + ")";
  }
}
