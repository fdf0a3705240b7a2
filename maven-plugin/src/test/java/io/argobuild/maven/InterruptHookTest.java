package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.run.InterruptPolicy;
import io.argobuild.core.run.Run;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptHookTest {
  private final List<String> told = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final Workflow workflow = FakeService.workflow("demo");

  private Run run(Runnable whenInterrupted) {
    return (Run)
        Proxy.newProxyInstance(
            Run.class.getClassLoader(),
            new Class<?>[] {Run.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("name")) {
                return workflow.name();
              }
              calls.add(method.getName());
              whenInterrupted.run();
              return null;
            });
  }

  private InterruptHook hook(InterruptPolicy policy) {
    return new InterruptHook(policy, Duration.ofMillis(20), told::add);
  }

  @Test
  void aRunThatEndsInTimeIsStoppedOnce() {
    InterruptHook hook = hook(InterruptPolicy.STOP);
    hook.watch(run(hook::close));
    hook.shutDown();
    assertThat(calls).containsExactly("interrupt");
    assertThat(told).containsExactly("Interrupted: stopping workflow demo");
  }

  @Test
  void aRunThatDoesNotEndIsTerminatedAndThenLeft() {
    InterruptHook hook = hook(InterruptPolicy.STOP);
    hook.watch(run(() -> {}));
    hook.shutDown();
    assertThat(calls).containsExactly("interrupt", "interrupt");
    assertThat(told).hasSize(3).last().asString().contains("can be taken over");
  }

  @Test
  void aRunThatIsLeftIsNotTerminated() {
    InterruptHook hook = hook(InterruptPolicy.DETACH);
    hook.watch(run(() -> {}));
    hook.shutDown();
    assertThat(calls).containsExactly("interrupt");
  }

  @Test
  void beforeThereIsARunThereIsNothingToDo() {
    hook(InterruptPolicy.STOP).shutDown();
    assertThat(told).isEmpty();
  }
}
