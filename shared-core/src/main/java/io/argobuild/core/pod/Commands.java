package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.pod.PodSettings.ImageCommand;
import java.util.ArrayList;
import java.util.List;

/** What containers run. */
final class Commands {
  private Commands() {}

  static boolean isKnown(ObjectNode container, PodSettings settings) {
    return !Fields.texts(container, "command").isEmpty()
        || settings.imageCommands().containsKey(Fields.textOrEmpty(container, "image"));
  }

  /** Puts the wrapper before the container's command, which has to be known. */
  static void wrap(ObjectNode container, PodSettings settings) {
    String name = Fields.textOrEmpty(container, "name");
    List<String> command = Fields.texts(container, "command");
    if (command.isEmpty()) {
      ImageCommand image = settings.imageCommands().get(Fields.textOrEmpty(container, "image"));
      if (image == null) {
        throw Protocol.commandNeeded(name, "it has to be wrapped");
      }
      command = image.entrypoint();
      if (!Json.has(container, "args")) {
        container.set("args", Json.texts(image.cmd()));
      }
    }
    List<String> wrapped = new ArrayList<>();
    if (!settings.localTools()) {
      wrapped.add(PodProtocol.BUSYBOX_PATH);
    }
    wrapped.addAll(List.of("sh", PodProtocol.WRAPPER_PATH, name));
    wrapped.addAll(command);
    container.set("command", Json.texts(wrapped));
  }
}
