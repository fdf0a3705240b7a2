package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.LogRequest;
import io.argobuild.core.cluster.PodLog;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.PodWatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A cluster whose caller may die before and after each call that changes something. */
record CrashingCluster(Cluster real, Crash.Points points) implements Cluster {

  private <T> T call(Supplier<T> call) {
    points.pass();
    T result = call.get();
    points.pass();
    return result;
  }

  @Override
  public boolean create(ObjectNode pod) {
    return call(() -> real.create(pod));
  }

  @Override
  public boolean delete(String pod, Duration grace) {
    return call(() -> real.delete(pod, grace));
  }

  @Override
  public int deleteAll(PodSelector selector, Duration grace) {
    return call(() -> real.deleteAll(selector, grace));
  }

  @Override
  public void terminate(String pod, Set<String> containers, Duration grace) {
    points.pass();
    real.terminate(pod, containers, grace);
    points.pass();
  }

  @Override
  public Optional<ObjectNode> get(String pod) {
    return real.get(pod);
  }

  @Override
  public List<ObjectNode> list(PodSelector selector) {
    return real.list(selector);
  }

  @Override
  public PodWatch watch(PodSelector selector) {
    return real.watch(selector);
  }

  @Override
  public PodLog log(String pod, LogRequest request) {
    return call(() -> real.log(pod, request));
  }

  @Override
  public boolean createClaim(ObjectNode claim) {
    return call(() -> real.createClaim(claim));
  }

  @Override
  public boolean deleteClaim(String name) {
    return call(() -> real.deleteClaim(name));
  }

  @Override
  public void close() {
    real.close();
  }
}
