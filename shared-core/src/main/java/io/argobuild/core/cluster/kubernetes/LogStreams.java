package io.argobuild.core.cluster.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Pods;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Opens the log of a container, as often as it takes. */
record LogStreams(PodJson json, PodInformer informer, String pod, String container) {
  private static final int MAX_ERROR_BYTES = 64 * 1024;

  /** What has become of the container. */
  enum State {
    WAITING,
    RUNNING,
    ENDED
  }

  /**
   * @param since a time, or empty
   */
  InputStream open(String since, boolean follow) throws IOException, InterruptedException {
    HttpClient http = json.client().getHttpClient();
    String uri =
        json.client().getMasterUrl()
            + "api/v1/namespaces/"
            + encoded(json.namespace())
            + "/pods/"
            + encoded(pod)
            + "/log?timestamps=true&container="
            + encoded(container)
            + (follow ? "&follow=true" : "")
            + (since.isEmpty() ? "" : "&sinceTime=" + encoded(since));
    try {
      HttpResponse<InputStream> response =
          http.sendAsync(http.newHttpRequestBuilder().uri(uri).build(), InputStream.class).get();
      if (response.isSuccessful()) {
        return response.body();
      }
      throw refusal(response);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause() == null ? e : e.getCause());
    }
  }

  private KubernetesClientException refusal(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      String text = new String(body.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
      return new KubernetesClientException(text, response.code(), status(text));
    }
  }

  private @Nullable Status status(String text) {
    try {
      return json.client().getKubernetesSerialization().unmarshal(text, Status.class);
    } catch (RuntimeException e) {
      // A proxy's page, or nothing at all; the text is kept.
      return null;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** By what was seen last, else by asking. */
  State state() {
    Optional<ObjectNode> known = informer.seen(pod);
    if (known.isEmpty()) {
      known = Optional.ofNullable(json.pods().withName(pod).get()).map(json::json);
    }
    return known.map(this::state).orElse(State.ENDED);
  }

  /** Whether the container is known to have ended, without asking. */
  boolean wasSeenToEnd() {
    return informer.seen(pod).filter(seen -> state(seen) == State.ENDED).isPresent();
  }

  private State state(ObjectNode seen) {
    for (String field : new String[] {"initContainerStatuses", "containerStatuses"}) {
      for (JsonNode status : seen.path("status").path(field)) {
        if (status.path("name").asText().equals(container)) {
          JsonNode state = status.path("state");
          if (state.has("terminated")) {
            return State.ENDED;
          }
          if (state.has("running")) {
            return State.RUNNING;
          }
        }
      }
    }
    return Pods.ended(seen) ? State.ENDED : State.WAITING;
  }
}
