package io.argobuild.core.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of objects.
 *
 * @param plural as it stands in addresses and messages
 * @param shortNames for people, as {@code po} for pods
 * @param namespaced whether its objects are in namespaces
 * @param builtIn whether Kubernetes itself knows it; the others can't be patched strategically
 */
public record ObjectKind(
    String apiVersion,
    String kind,
    String plural,
    List<String> shortNames,
    boolean namespaced,
    boolean builtIn) {

  /** Kubernetes 1.35 and Argo; a star is without namespace, what follows the plural are short. */
  private static final String KNOWN =
      """
      v1 ConfigMap configmaps cm
      v1 Endpoints endpoints ep
      v1 Event events ev
      v1 LimitRange limitranges limits
      v1 Namespace* namespaces ns
      v1 Node* nodes no
      v1 PersistentVolume* persistentvolumes pv
      v1 PersistentVolumeClaim persistentvolumeclaims pvc
      v1 Pod pods po
      v1 PodTemplate podtemplates
      v1 ReplicationController replicationcontrollers rc
      v1 ResourceQuota resourcequotas quota
      v1 Secret secrets
      v1 Service services svc
      v1 ServiceAccount serviceaccounts sa
      apps/v1 ControllerRevision controllerrevisions
      apps/v1 DaemonSet daemonsets ds
      apps/v1 Deployment deployments deploy
      apps/v1 ReplicaSet replicasets rs
      apps/v1 StatefulSet statefulsets sts
      autoscaling/v2 HorizontalPodAutoscaler horizontalpodautoscalers hpa
      batch/v1 CronJob cronjobs cj
      batch/v1 Job jobs
      coordination.k8s.io/v1 Lease leases
      networking.k8s.io/v1 Ingress ingresses ing
      networking.k8s.io/v1 IngressClass* ingressclasses
      networking.k8s.io/v1 NetworkPolicy networkpolicies netpol
      policy/v1 PodDisruptionBudget poddisruptionbudgets pdb
      rbac.authorization.k8s.io/v1 ClusterRole* clusterroles
      rbac.authorization.k8s.io/v1 ClusterRoleBinding* clusterrolebindings
      rbac.authorization.k8s.io/v1 Role roles
      rbac.authorization.k8s.io/v1 RoleBinding rolebindings
      scheduling.k8s.io/v1 PriorityClass* priorityclasses pc
      storage.k8s.io/v1 StorageClass* storageclasses sc
      apiextensions.k8s.io/v1 CustomResourceDefinition* customresourcedefinitions crd crds
      argoproj.io/v1alpha1 ClusterWorkflowTemplate* clusterworkflowtemplates cwft clusterwftmpl
      argoproj.io/v1alpha1 CronWorkflow cronworkflows cronwf cwf
      argoproj.io/v1alpha1 Workflow workflows wf
      argoproj.io/v1alpha1 WorkflowTemplate workflowtemplates wftmpl
      """;

  private static final String ARGO = "argoproj.io";
  private static final List<ObjectKind> TABLE = KNOWN.lines().map(ObjectKind::parse).toList();

  public ObjectKind {
    shortNames = List.copyOf(shortNames);
  }

  private static ObjectKind parse(String line) {
    List<String> words = List.of(line.split(" "));
    String kind = words.get(1);
    return new ObjectKind(
        words.get(0),
        kind.replace("*", ""),
        words.get(2),
        words.subList(3, words.size()),
        !kind.endsWith("*"),
        !words.get(0).startsWith(ARGO));
  }

  /** What is known of a kind; of one that nobody knows, what can be said of most. */
  public static ObjectKind of(String apiVersion, String kind) {
    String group = ObjectRef.group(apiVersion);
    return TABLE.stream()
        .filter(known -> known.group().equals(group) && known.kind.equals(kind))
        .findFirst()
        .orElseGet(() -> new ObjectKind(apiVersion, kind, guessed(kind), List.of(), true, false));
  }

  /** All that are known. */
  public static List<ObjectKind> known() {
    return TABLE;
  }

  /** As the API machinery makes plurals. */
  private static String guessed(String kind) {
    String name = kind.toLowerCase(Locale.ROOT);
    if (name.endsWith("s") || name.endsWith("x") || name.endsWith("ch") || name.endsWith("sh")) {
      return name + "es";
    }
    return name.endsWith("y") ? name.substring(0, name.length() - 1) + "ies" : name + "s";
  }

  public String group() {
    return ObjectRef.group(apiVersion);
  }

  /** As messages name it: {@code deployments.apps}. */
  public String resource() {
    return group().isEmpty() ? plural : plural + '.' + group();
  }

  /** Whether it is meant by what somebody types: {@code po}, {@code deployments.v1.apps}. */
  public boolean isCalled(String type) {
    String wanted = type.toLowerCase(Locale.ROOT);
    List<String> names = new ArrayList<>(shortNames);
    names.add(plural);
    names.add(kind.toLowerCase(Locale.ROOT));
    String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
    return names.stream()
        .anyMatch(
            name ->
                wanted.equals(name)
                    || wanted.equals(name + '.' + group())
                    || wanted.equals(name + '.' + version + '.' + group()));
  }

  /** The first of several that a type means. */
  public static Optional<ObjectKind> called(String type, List<ObjectKind> kinds) {
    return kinds.stream().filter(kind -> kind.isCalled(type)).findFirst();
  }
}
