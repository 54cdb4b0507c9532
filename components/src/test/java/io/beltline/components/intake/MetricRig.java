package io.beltline.components.intake;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.model.Signal;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** A receiver of metrics on real sockets, and what it has handed on. */
public final class MetricRig implements AutoCloseable {
  public final TestSettings settings = TestSettings.of("metrics");
  public final RecordingConsumer next = new RecordingConsumer();
  private final Semaphore arrived = new Semaphore(0);
  private final Receiver receiver;

  private <C extends Record> MetricRig(
      ReceiverFactory<C> factory, String yaml, Admission admission) {
    Consumer counting =
        (context, telemetry) -> {
          var result = next.consume(context, telemetry);
          if (result.isAccepted()) {
            arrived.release(telemetry.itemCount());
          }
          return result;
        };
    Outputs outputs =
        new Outputs() {
          @Override
          public Optional<Consumer> consumer(Signal signal) {
            return signal == Signal.METRICS ? Optional.of(counting) : Optional.empty();
          }

          @Override
          public Admission admission() {
            return admission;
          }
        };
    receiver =
        factory.create(settings.settings(), BoundYaml.value(factory.configType(), yaml), outputs);
  }

  /** A receiver that runs on a clock, with room for so much. */
  public static <C extends Record> MetricRig start(
      ReceiverFactory<C> factory, String yaml, Clock clock, Admission admission) {
    return start(factory, yaml, new TestHost(clock), admission);
  }

  /** The same with what the host has of the receiver before. */
  public static <C extends Record> MetricRig start(
      ReceiverFactory<C> factory, String yaml, TestHost host, Admission admission) {
    MetricRig rig = new MetricRig(factory, yaml, admission);
    rig.receiver.start(host);
    return rig;
  }

  /** The receiver. */
  public Receiver receiver() {
    return receiver;
  }

  /** Waits until so many more points were accepted. */
  public MetricRig await(int points) {
    arrived.acquireUninterruptibly(points);
    return this;
  }

  /** Waits until so many lines were read, since the start. */
  public MetricRig awaitRead(String transport, long lines) {
    Map<String, String> labels = Map.of("transport", transport);
    while (settings.meter().count("beltline_receiver_read_records", labels) < lines) {
      Thread.onSpinWait();
    }
    return this;
  }

  /** Waits until a request was refused for a time. */
  public void awaitHeld() {
    while (settings.meter().count("beltline_receiver_held_requests", Map.of()) == 0) {
      Thread.onSpinWait();
    }
  }

  /** The points so far, as text. */
  public List<String> points() {
    List<String> points = new ArrayList<>();
    next.received().forEach(call -> points.addAll(MetricPoints.of(call.telemetry())));
    return points.stream().sorted().toList();
  }

  /** Items dropped for a reason. */
  public long dropped(String reason) {
    return settings.meter().count("beltline_receiver_dropped_items", Map.of("reason", reason));
  }

  @Override
  public void close() {
    receiver.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(10)));
  }
}
