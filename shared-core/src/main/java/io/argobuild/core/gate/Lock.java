package io.argobuild.core.gate;

/**
 * A lock as one who wants it sees it.
 *
 * @param name as Argo writes it: {@code <namespace>/Mutex/<name>} or {@code
 *     <namespace>/ConfigMap/<name>/<key>}
 * @param limit how many may hold it at a time; positive
 */
public record Lock(String name, int limit) {

  public static Lock mutex(String namespace, String name) {
    return new Lock(namespace + "/Mutex/" + name, 1);
  }

  public static Lock semaphore(String namespace, String configMap, String key, int limit) {
    return new Lock(namespace + "/ConfigMap/" + configMap + '/' + key, limit);
  }

  public boolean isMutex() {
    return name.split("/", 3)[1].equals("Mutex");
  }
}
