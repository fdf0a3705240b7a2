package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A pod to create and what its helper containers move.
 *
 * @param name the pod's name, a function of its node
 * @param pod the Kubernetes object, without any URL or credential
 * @param transfers what {@code prepare} fetches and {@code collect} stores; the addresses are
 *     handed over in a Secret when the pod is created
 */
public record PodPlan(String name, ObjectNode pod, List<Transfer> transfers) {
  public PodPlan {
    transfers = List.copyOf(transfers);
  }
}
