package io.beltline.service.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.model.Signal;
import io.beltline.service.Items;
import io.beltline.service.books.DestinationBook;
import io.beltline.service.plan.PlannedComponent;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueuedConnectorTest {
  private static final ComponentId ID = ComponentId.of("failover");

  private final Stage stage = new Stage();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile ConsumeResult answer = ConsumeResult.accepted();
  private final Connector inside =
      (context, telemetry) -> {
        calls.incrementAndGet();
        return answer;
      };

  /** What users write. */
  record Config(QueueConfig sendingQueue, RetryConfig retryOnFailure) implements DeliveryConfig {
    @Override
    public Duration timeout() {
      return Duration.ZERO;
    }
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private Connector connector(QueueConfig queue) {
    RetryConfig soon =
        new RetryConfig(true, Duration.ofMillis(1), 0, 1, Duration.ofMillis(1), null);
    PlannedComponent plan =
        new PlannedComponent(ID, stage.parts.new ForwardParts(), new Config(queue, soon));
    Settings settings =
        new Assembly(stage.surroundings)
            .parts(ComponentKind.CONNECTOR, plan, null, null)
            .settings();
    Connector made =
        QueuedConnector.of(plan, inside, Set.of(Signal.LOGS), settings, stage.surroundings);
    made.start(stage.surroundings.host("connector:failover"));
    return made;
  }

  private DestinationBook book() {
    return stage.surroundings.ledger().destinations().getFirst();
  }

  private void await(java.util.function.BooleanSupplier condition) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean() && System.nanoTime() - giveUp < 0) {
      Thread.yield();
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void withoutAQueueItIsTheConnectorItself() {
    assertThat(connector(QueueConfig.disabled())).isSameAs(inside);
  }

  @Test
  void whatItsPipelinesRefuseForATimeIsTakenAndTriedAgain() {
    answer = ConsumeResult.unavailable("away", null);
    Connector connector = connector(QueueConfig.defaults());
    assertThat(connector.consume(Context.EMPTY, Items.of(Signal.LOGS, 3)).isAccepted()).isTrue();
    await(() -> calls.get() > 2);
    assertThat(book().inFlight()).isEqualTo(3);
    answer = ConsumeResult.accepted();
    await(() -> book().delivered() == 3);
    connector.shutdown(stage.deadline());
    assertThat(book().taken()).isEqualTo(3);
    assertThat(book().residue()).isZero();
  }

  @Test
  void whatTheyRefuseForGoodIsBooked() {
    answer = new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never");
    Connector connector = connector(QueueConfig.defaults());
    assertThat(connector.consume(Context.EMPTY, Items.of(Signal.LOGS, 3)).isAccepted()).isTrue();
    connector.shutdown(stage.deadline());
    assertThat(book().dropped()).isEqualTo(Map.of("refused", 3L));
    assertThat(book().id()).isEqualTo(ID);
    assertThat(book().residue()).isZero();
  }
}
