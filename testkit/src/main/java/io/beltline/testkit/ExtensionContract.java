package io.beltline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Component;
import io.beltline.api.ComponentStatus;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.ServiceListener;
import org.junit.jupiter.api.Test;

/**
 * What every extension must do. {@link #config()} must listen on free ports (port 0) if it listens.
 *
 * @param <C> the extension's configuration
 */
public abstract class ExtensionContract<C extends Record> extends FactoryContract<C> {

  /** For subclasses. */
  protected ExtensionContract() {}

  @Override
  protected abstract ExtensionFactory<C> factory();

  @Test
  void livesThroughTheServicesLife() {
    TestHost host = host();
    Component extension = create();
    extension.start(host);
    if (extension instanceof ServiceListener listener) {
      listener.ready();
      listener.notReady();
    }
    extension.shutdown(soon());
    assertThat(host.statuses())
        .extracting(ComponentStatus::level)
        .doesNotContain(
            ComponentStatus.Level.RECOVERABLE_ERROR,
            ComponentStatus.Level.PERMANENT_ERROR,
            ComponentStatus.Level.FATAL_ERROR);
  }
}
