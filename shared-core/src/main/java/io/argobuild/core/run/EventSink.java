package io.argobuild.core.run;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to a listener, one at a time, and survives it. */
final class EventSink implements Consumer<RunEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(EventSink.class);

  private final RunListener listener;

  EventSink(RunListener listener) {
    this.listener = listener;
  }

  @Override
  public synchronized void accept(RunEvent event) {
    try {
      listener.on(event);
    } catch (RuntimeException e) {
      LOG.warn("a listener failed at {}", event.getClass().getSimpleName(), e);
    }
  }
}
