package io.argobuild.core.run;

/** Where runs are kept. */
public enum StoreKind {
  /** In the work folder; whoever goes on with a run needs it. */
  FOLDER,
  /** In the namespace of the cluster, from where other machines can go on. */
  CLUSTER
}
