package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.pod.PodPlan;

/** Makes a planned pod ready to be created: hands it the addresses of its artifacts. */
interface PodLauncher {
  ObjectNode equip(PodPlan plan);
}
