package io.argobuild.core.store.kubernetes;

import io.argobuild.core.store.ConfigMapWorkflowStore;
import io.argobuild.core.store.LeaseRecord;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes stores of a cluster's ConfigMaps and Leases. */
public final class NamespaceStore {
  private NamespaceStore() {}

  /**
   * @param client stays open when the store is closed
   */
  public static ConfigMapWorkflowStore of(
      KubernetesClient client, String namespace, InstantSource clock) {
    return new ConfigMapWorkflowStore(
        new NamespaceObjects<>(
            client.configMaps().inNamespace(namespace),
            NamespaceStore::configMap,
            NamespaceStore::data),
        new NamespaceObjects<>(
            client.leases().inNamespace(namespace), NamespaceStore::lease, NamespaceStore::record),
        clock);
  }

  private static ConfigMap configMap(ObjectMeta metadata, Map<String, byte[]> data) {
    Map<String, String> encoded = new LinkedHashMap<>();
    data.forEach((key, bytes) -> encoded.put(key, Base64.getEncoder().encodeToString(bytes)));
    return new ConfigMapBuilder().withMetadata(metadata).withBinaryData(encoded).build();
  }

  private static Map<String, byte[]> data(ConfigMap map) {
    Map<String, byte[]> data = new LinkedHashMap<>();
    if (map.getBinaryData() != null) {
      map.getBinaryData().forEach((key, text) -> data.put(key, Base64.getDecoder().decode(text)));
    }
    return data;
  }

  private static Lease lease(ObjectMeta metadata, LeaseRecord record) {
    return new LeaseBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withHolderIdentity(record.holder())
        .withLeaseTransitions(Math.toIntExact(record.token()))
        .withLeaseDurationSeconds(Math.toIntExact(record.duration().toSeconds()))
        .withAcquireTime(record.acquired().atZone(ZoneOffset.UTC))
        .withRenewTime(record.renewed().atZone(ZoneOffset.UTC))
        .endSpec()
        .build();
  }

  private static LeaseRecord record(Lease lease) {
    LeaseSpec spec = lease.getSpec();
    String holder = spec.getHolderIdentity();
    Integer token = spec.getLeaseTransitions();
    Integer seconds = spec.getLeaseDurationSeconds();
    return new LeaseRecord(
        holder == null ? "" : holder,
        token == null ? 0 : token,
        Duration.ofSeconds(seconds == null ? 0 : seconds),
        instant(spec.getAcquireTime()),
        instant(spec.getRenewTime()));
  }

  private static Instant instant(@Nullable ZonedDateTime time) {
    return time == null ? Instant.EPOCH : time.toInstant();
  }
}
