package io.beltline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.Component;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.ConnectorOutputs;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.ExporterFactory;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Factory;
import io.beltline.api.Outputs;
import io.beltline.api.PipelineId;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.ReceiverFactory;
import io.beltline.model.Signal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every component must do, whatever its kind. A test class extends the contract of its kind
 * and says which factory it is about.
 *
 * @param <C> the component's configuration
 */
public abstract class FactoryContract<C extends Record> {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** For subclasses. */
  protected FactoryContract() {}

  /** Where the component's telemetry goes. */
  protected final RecordingConsumer next = new RecordingConsumer();

  /** What the component is built with. */
  protected final TestSettings settings = TestSettings.of("contract");

  /** The factory the test is about. */
  protected abstract Factory<C> factory();

  /** The least configuration with which a component works, as YAML; the defaults, if they do. */
  protected String config() {
    return "{}";
  }

  /** A host with what the configuration asks for, such as an extension. */
  protected TestHost host() {
    return new TestHost(RealClock.INSTANCE);
  }

  /** A component of the configuration, for logs where its kind has one for each signal. */
  protected final Component create() {
    return create(Signal.LOGS);
  }

  /** A component of the configuration for a signal. */
  protected final Component create(Signal signal) {
    C config = BoundYaml.value(factory().configType(), config());
    return switch (factory()) {
      case ReceiverFactory<C> receivers -> receivers.create(settings.settings(), config, outputs());
      case ProcessorFactory<C> processors ->
          processors.create(settings.settings(), config, signal, next);
      case ExporterFactory<C> exporters -> exporters.create(settings.settings(), config);
      case ConnectorFactory<C> connectors ->
          connectors.create(settings.settings(), config, new Onward());
      case ExtensionFactory<C> extensions -> extensions.create(settings.settings(), config);
    };
  }

  private Outputs outputs() {
    return new Outputs() {
      @Override
      public Optional<Consumer> consumer(Signal signal) {
        return Optional.of(next);
      }

      @Override
      public Admission admission() {
        return Admission.UNLIMITED;
      }
    };
  }

  /** A deadline some seconds away. */
  protected static Deadline soon() {
    return Deadline.in(RealClock.INSTANCE, PATIENCE);
  }

  @Test
  void namesAreSpelledAsUsersWriteThem() {
    assertThat(factory().type()).matches("[a-z][a-z0-9_]*");
    assertThat(factory().aliases()).doesNotHaveDuplicates().doesNotContain(factory().type());
  }

  @Test
  void theConfigurationBinds() {
    assertThat(BoundYaml.problems(factory().configType(), config())).isEmpty();
  }

  @Test
  void anUnknownKeyIsNamed() {
    assertThat(BoundYaml.problems(factory().configType(), "{no_such_key: 1}"))
        .anyMatch(problem -> problem.contains("no_such_key"));
  }

  @Test
  void creationOpensNothing() {
    Threads before = Threads.now();
    for (int i = 0; i < 3; i++) {
      assertThat(create()).isNotNull();
    }
    before.assertNoneMore();
  }

  @Test
  void startsAndEndsAgainAndAgainAndLeavesNoThread() {
    Threads before = Threads.now();
    for (int i = 0; i < 2; i++) {
      Component component = create();
      component.start(host());
      component.shutdown(soon());
    }
    before.awaitNoneMore();
  }

  @Test
  void endsEvenWhenThereIsNoTimeLeft() {
    Threads before = Threads.now();
    Component component = create();
    component.start(host());
    component.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ZERO));
    before.awaitNoneMore();
  }

  private final class Onward implements ConnectorOutputs {
    @Override
    public Map<PipelineId, Consumer> pipelines(Signal signal) {
      return Map.of(new PipelineId(signal, ""), next);
    }

    @Override
    public Consumer all(Signal signal) {
      return next;
    }
  }
}
