package io.beltline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Component;
import io.beltline.api.ComponentStatus;
import io.beltline.api.ReceiverFactory;
import org.junit.jupiter.api.Test;

/**
 * What every receiver must do. {@link #config()} must listen on free ports (port 0) if it listens.
 *
 * @param <C> the receiver's configuration
 */
public abstract class ReceiverContract<C extends Record> extends FactoryContract<C> {

  /** For subclasses. */
  protected ReceiverContract() {}

  @Override
  protected abstract ReceiverFactory<C> factory();

  @Test
  void saysNothingBadWhenNothingIsWrong() {
    TestHost host = host();
    Component receiver = create();
    receiver.start(host);
    receiver.shutdown(soon());
    assertThat(host.statuses())
        .extracting(ComponentStatus::level)
        .doesNotContain(
            ComponentStatus.Level.RECOVERABLE_ERROR,
            ComponentStatus.Level.PERMANENT_ERROR,
            ComponentStatus.Level.FATAL_ERROR);
  }

  @Test
  void runsBesideAnotherOfItsKind() {
    Component first = create();
    Component second = create();
    first.start(host());
    second.start(host());
    first.shutdown(soon());
    second.shutdown(soon());
    assertThat(next.received()).isEmpty();
  }
}
