package io.argobuild.core.cluster.kubernetes;

import java.util.ArrayList;
import java.util.List;

/**
 * A right on a namespace's objects.
 *
 * @param needed whether no run can do without it
 * @param purpose what it is for
 */
record Right(
    String group,
    String resource,
    String subresource,
    String verb,
    boolean needed,
    String purpose) {

  /** One on objects of the core group. */
  private Right(String resource, String subresource, String verb, boolean needed, String purpose) {
    this("", resource, subresource, verb, needed, purpose);
  }

  /** All that this program uses; docs/rbac.yaml grants them. */
  static List<Right> all() {
    List<Right> all = new ArrayList<>();
    for (String verb : new String[] {"create", "get", "list", "watch", "patch", "delete"}) {
      all.add(new Right("pods", "", verb, true, "to run pods"));
    }
    all.add(new Right("pods", "log", "get", true, "for logs and results"));
    for (String verb : new String[] {"create", "get"}) {
      all.add(new Right("pods", "exec", verb, false, "to keep outputs of stopped steps"));
    }
    for (String verb : new String[] {"create", "get", "update", "delete"}) {
      all.add(new Right("secrets", "", verb, false, "for artifacts"));
    }
    for (String verb : new String[] {"create", "get", "delete"}) {
      all.add(
          new Right("configmaps", "", verb, false, "to remove what runs leave by one deletion"));
    }
    String state = "to keep runs in the cluster, if argo.store says so";
    for (String verb : new String[] {"list", "update"}) {
      all.add(new Right("configmaps", "", verb, false, state));
    }
    for (String verb : new String[] {"create", "get", "list", "update", "delete"}) {
      all.add(new Right("coordination.k8s.io", "leases", "", verb, false, state));
    }
    for (String verb : new String[] {"create", "get", "delete"}) {
      all.add(new Right("persistentvolumeclaims", "", verb, false, "for volumeClaimTemplates"));
    }
    return all;
  }

  String shown() {
    return verb + ' ' + resource + (subresource.isEmpty() ? "" : '/' + subresource);
  }
}
