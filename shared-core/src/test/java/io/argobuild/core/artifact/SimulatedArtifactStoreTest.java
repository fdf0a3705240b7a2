package io.argobuild.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.argobuild.core.problem.ProblemException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatedArtifactStoreTest extends ArtifactStoreContract {
  private final SimulatedArtifactStore store = new SimulatedArtifactStore();

  @Override
  protected ArtifactStore store() {
    return store;
  }

  @Override
  protected void upload(URI address, byte[] content) {
    store.put(key(address), content);
  }

  @Override
  protected byte[] download(URI address) {
    return store.get(key(address));
  }

  private static ArtifactKey key(URI address) {
    String encoded = address.getRawSchemeSpecificPart().replaceFirst("^(get|put)/", "");
    return new ArtifactKey(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
  }

  @Test
  void theSameSeedHasTheSameFaults() {
    assertThat(faults(3)).isEqualTo(faults(3)).isNotEqualTo(faults(4)).contains(true, false);
  }

  private static List<Boolean> faults(long seed) {
    SimulatedArtifactStore store =
        new SimulatedArtifactStore(seed, SimulatedArtifactStore.Faults.PASSING);
    return IntStream.range(0, 50)
        .mapToObj(i -> catchThrowable(() -> store.list("")) instanceof ProblemException)
        .toList();
  }
}
