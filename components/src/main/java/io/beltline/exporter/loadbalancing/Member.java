package io.beltline.exporter.loadbalancing;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Deadline;
import io.beltline.api.Settings;
import io.beltline.components.otlp.OtlpGrpcResponses;
import io.beltline.delivery.Delivery;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.DeliverySettings;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.model.Signal;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.grpc.GrpcClient;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A backend that is sent to: its connection and, for each signal, its line. */
final class Member {
  private static final List<Signal> SIGNALS = List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS);
  private static final Duration PARTING = Duration.ofSeconds(5);

  private final String address;
  private final GrpcClient client;
  private final BackendMetrics places;
  private final BackendMetrics.OfBackend metrics;
  private final StatusBoard statuses;
  private final Map<Signal, Line> lines = new EnumMap<>(Signal.class);
  private volatile boolean gone;

  private Member(String address, GrpcClient client, BackendMetrics places, StatusBoard statuses) {
    this.address = address;
    this.client = client;
    this.places = places;
    this.metrics = places.enter(address);
    this.statuses = statuses;
  }

  /** How each line works. */
  private record LineConfig(QueueConfig sendingQueue, RetryConfig retryOnFailure, Duration timeout)
      implements DeliveryConfig {}

  /**
   * Makes one; connects at the first request.
   *
   * @throws io.beltline.api.ComponentException if the client cannot be made as configured
   */
  static Member start(
      String address,
      LoadBalancingExporterConfig config,
      Settings settings,
      BalancerMetrics metrics,
      StatusBoard statuses) {
    OtlpTemplateConfig otlp = config.protocol().otlp();
    QueuePlan plan = QueuePlan.of(config);
    GrpcClient client =
        GrpcClient.create(
            otlp.clientOf(address),
            ClientSettings.of(settings, statuses.host(address)),
            config.attempt());
    Member member = new Member(address, client, metrics.backends(), statuses);
    Unheard unheard = new Unheard();
    Settings quiet =
        new Settings(settings.id(), settings.logger(), unheard, unheard, settings.build());
    var clock = statuses.clock();
    var responses = new OtlpGrpcResponses(LoadBalancingExporterConfig.ANSWERS.with(otlp.answers()));
    LineConfig lineConfig = new LineConfig(plan.line(), otlp.retryOnFailure(), config.attempt());
    for (Signal signal : SIGNALS) {
      Delivery delivery =
          new Delivery(
              new BackendExporter(address, client, responses, member.metrics, clock),
              lineConfig,
              new DeliverySettings(quiet, signal, clock, new Random(clock.nanoTime()), null));
      delivery.start(statuses.host(address + " " + signal.label()));
      member.lines.put(signal, new Line(delivery, plan));
    }
    return member;
  }

  String address() {
    return address;
  }

  BackendMetrics.OfBackend metrics() {
    return metrics;
  }

  /** Those who wait for it with a signal that is balanced. */
  Line line(Signal signal) {
    return requireNonNull(lines.get(signal));
  }

  /** True if it is no longer among the backends: what waited for it belongs to others. */
  boolean isGone() {
    return gone;
  }

  /** It is no longer among the backends. What is being sent to it goes on for a moment. */
  void leave(Deadline deadline) {
    gone = true;
    lines.values().forEach(line -> line.delivery().recall());
    close(deadline.within(PARTING));
  }

  /** Ends: whoever still waits is told to come back. */
  void close(Deadline deadline) {
    List<Thread> closing =
        lines.values().stream()
            .map(
                line ->
                    Thread.ofVirtual()
                        .name("leave " + address)
                        .start(() -> line.delivery().shutdown(deadline)))
            .toList();
    closing.forEach(Joining::join);
    client.close(deadline);
    for (Signal signal : SIGNALS) {
      statuses.forget(address + " " + signal.label());
    }
    places.leave(metrics);
  }
}
