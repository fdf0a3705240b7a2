package io.argobuild.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.manifest.Fields;
import java.util.Optional;

/** Commands as JSON. */
final class CommandJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CommandJson() {}

  static String write(UserCommand command) {
    ObjectNode json = JSON.createObjectNode();
    if (command instanceof UserCommand.Stop stop) {
      json.put("command", "stop").put("message", stop.message());
    } else if (command instanceof UserCommand.Terminate) {
      json.put("command", "terminate");
    } else if (command instanceof UserCommand.Suspend) {
      json.put("command", "suspend");
    } else if (command instanceof UserCommand.Resume resume) {
      json.put("command", "resume").put("node", resume.nodeId()).put("message", resume.message());
      ObjectNode outputs = json.putObject("outputs");
      resume.outputs().forEach(outputs::put);
    } else if (command instanceof UserCommand.FailSuspended fail) {
      json.put("command", "failSuspended");
      json.put("node", fail.nodeId()).put("message", fail.message());
    }
    return json.toString();
  }

  /** Empty for anything that is no command. */
  static Optional<UserCommand> read(String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // Whoever wrote it, it is no command of ours.
      return Optional.empty();
    }
    String node = Fields.textOrEmpty(json, "node");
    String message = Fields.textOrEmpty(json, "message");
    UserCommand command =
        switch (Fields.textOrEmpty(json, "command")) {
          case "stop" -> new UserCommand.Stop(message);
          case "terminate" -> new UserCommand.Terminate();
          case "suspend" -> new UserCommand.Suspend();
          case "resume" -> new UserCommand.Resume(node, Fields.textMap(json, "outputs"), message);
          case "failSuspended" -> new UserCommand.FailSuspended(node, message);
          default -> null;
        };
    return Optional.ofNullable(command);
  }
}
