package io.beltline.exporter.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Partial;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.ExportResponse;
import io.beltline.delivery.Delivery;
import io.beltline.delivery.DeliverySettings;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.grpc.GrpcReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShippingTest {
  private static final String AT_ONCE = "retry_on_failure: {enabled: false}";

  private final TestSettings settings = TestSettings.of("load_balancing");
  private final TestHost host = new TestHost(RealClock.INSTANCE);
  private final SpanBackend first = new SpanBackend();
  private final SpanBackend second = new SpanBackend();
  private final BalancerMetrics metrics =
      new BalancerMetrics(settings.meter(), "static", RealClock.INSTANCE);
  private LoadBalancingExporterConfig config = config(AT_ONCE);
  private Endpoints endpoints = endpoints(config);
  private Shipping shipping = shipping();

  @AfterEach
  void end() {
    first.close();
    second.close();
    endpoints.close(in(Duration.ofSeconds(5)));
  }

  @Test
  void eachTraceGoesToItsBackendAndEachSpanArrivesOnce() {
    use(AT_ONCE, first, second);
    Telemetry request = SpanBackend.spans("a", 300);
    assertThat(ship(request)).isEqualTo(ExportResult.delivered());
    assertThat(ship(SpanBackend.spans("b", 300))).isEqualTo(ExportResult.delivered());
    assertThat(all(first, second)).hasSize(600).doesNotHaveDuplicates();
    assertThat(first.taken()).hasSizeBetween(200, 400);
    // the same traces in another request
    assertThat(named(first, "a")).isEqualTo(named(first, "b"));
    assertThat(settings.meter().count("otelcol_loadbalancer_backend_outcome")).isEqualTo(4);
    assertThat(
            settings
                .meter()
                .count(
                    "otelcol_loadbalancer_backend_outcome",
                    Map.of("endpoint", first.address().address(), "success", "true")))
        .isEqualTo(2);
    assertThat(
            settings
                .meter()
                .gauge("otelcol_loadbalancer_num_backends", Map.of("resolver", "static")))
        .isEqualTo(2);
  }

  @Test
  void onlyWhatFailedIsToBeSentAgain() {
    use(AT_ONCE, first, second);
    first.answers(() -> GrpcReply.failed(Code.UNAVAILABLE, "later"));
    Telemetry request = SpanBackend.spans("a", 100);
    Partial partial = (Partial) ship(request);
    assertThat(partial.parts())
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.refusal().action()).isEqualTo(Action.RETRY);
              assertThat(part.refusal().message()).isEqualTo(first.address().address() + ": later");
              List<String> both = new ArrayList<>(SpanBackend.names(part.telemetry()));
              both.addAll(second.taken());
              Collections.sort(both);
              assertThat(both).isEqualTo(SpanBackend.names(request));
            });
  }

  @Test
  void whatIsRefusedForGoodIsLookedThroughForTheItemsAtFault() {
    use(AT_ONCE, first);
    first.answers(() -> GrpcReply.failed(Code.INVALID_ARGUMENT, "no name"));
    Refused refused = (Refused) ship(SpanBackend.spans("a", 3));
    assertThat(refused.refusal().action()).isEqualTo(Action.DEAD_LETTER);
    assertThat(refused.refusal().bisect()).isTrue();
    assertThat(refused.refusal().rule()).isEqualTo("INVALID_ARGUMENT");
  }

  @Test
  void whatABackendRejectsUnnamedIsCounted() {
    use(AT_ONCE, first, second);
    first.answers(() -> GrpcReply.of(new ExportResponse(2, "too old").toProto()));
    assertThat(ship(SpanBackend.spans("a", 100)))
        .isEqualTo(new ExportResult.Delivered(2, "too old"));
    second.answers(() -> GrpcReply.failed(Code.UNAVAILABLE, "later"));
    Partial partial = (Partial) ship(SpanBackend.spans("b", 100));
    assertThat(partial.parts())
        .anySatisfy(
            part -> {
              assertThat(part.refusal().action()).isEqualTo(Action.DROP);
              assertThat(part.telemetry().itemCount()).isEqualTo(2);
            })
        .anySatisfy(part -> assertThat(part.refusal().action()).isEqualTo(Action.RETRY));
  }

  @Test
  void withoutABackendItIsToComeBack() {
    use(AT_ONCE);
    Refused refused = (Refused) ship(SpanBackend.spans("a", 3));
    assertThat(refused.refusal().action()).isEqualTo(Action.RETRY);
    assertThat(refused.refusal().message()).isEqualTo("no backend is known yet");
  }

  @Test
  void whatWaitsForABackendThatGoesIsGivenToTheOthers() throws Exception {
    use("sending_queue: {num_consumers: 1}", first, second);
    first.hang();
    List<CompletableFuture<ExportResult>> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Telemetry request = SpanBackend.spans("r" + i, 60);
      answers.add(CompletableFuture.supplyAsync(() -> ship(request), this::start));
    }
    int underWay = first.awaitCall();
    for (int i = 0; i < 5; i++) {
      second.awaitCall();
    }
    endpoints.change(List.of(second.address()));
    first.goOn(); // what is under way arrives where it was sent
    for (CompletableFuture<ExportResult> answer : answers) {
      assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(ExportResult.delivered());
    }
    assertThat(all(first, second)).hasSize(300).doesNotHaveDuplicates();
    assertThat(first.taken()).hasSize(underWay);
    assertThat(settings.meter().count("beltline_load_balancing_rerouted_items"))
        .isEqualTo(4L * underWay);
  }

  @Test
  void whatABackendThatGoesRefusesIsGivenToTheOthers() throws Exception {
    use(
        "retry_on_failure: {initial_interval: 1h, max_interval: 1h, max_elapsed_time: 0}",
        first,
        second);
    first.answers(() -> GrpcReply.failed(Code.UNAVAILABLE, "going"));
    Telemetry request = SpanBackend.spans("a", 100);
    CompletableFuture<ExportResult> answer =
        CompletableFuture.supplyAsync(() -> ship(request), this::start);
    first.awaitCall();
    second.awaitCall();
    endpoints.change(List.of(second.address()));
    assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(ExportResult.delivered());
    assertThat(second.taken()).isEqualTo(SpanBackend.names(request));
  }

  @Test
  void oneThatIsFullDoesNotStopTheOthers() throws Exception {
    use("sending_queue: {queue_size: 2, num_consumers: 1}", first, second);
    first.hang();
    List<CompletableFuture<ExportResult>> waiting = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Telemetry request = SpanBackend.spans("w" + i, 60);
      waiting.add(CompletableFuture.supplyAsync(() -> ship(request), this::start));
      second.awaitCall();
    }
    first.awaitCall();
    Line full =
        endpoints.view().members().stream()
            .filter(member -> member.address().equals(first.address().address()))
            .findFirst()
            .orElseThrow()
            .line(Signal.TRACES);
    while (!full.isFull()) {
      Thread.onSpinWait();
    }
    Partial partial = (Partial) ship(SpanBackend.spans("x", 60));
    assertThat(partial.parts())
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.refusal().action()).isEqualTo(Action.DEAD_LETTER);
              assertThat(part.refusal().message())
                  .contains(first.address().address())
                  .contains("its queue is full");
              assertThat(settings.meter().count("beltline_load_balancing_given_up_items"))
                  .isEqualTo(part.telemetry().itemCount());
            });
    first.goOn();
    for (CompletableFuture<ExportResult> answer : waiting) {
      assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(ExportResult.delivered());
    }
  }

  @Test
  void whereAllAreFullNothingIsGivenUp() throws Exception {
    use("sending_queue: {queue_size: 1, num_consumers: 1}", first);
    first.hang();
    List<CompletableFuture<ExportResult>> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Telemetry request = SpanBackend.spans("w" + i, 10);
      answers.add(CompletableFuture.supplyAsync(() -> ship(request), this::start));
    }
    first.awaitCall();
    first.goOn();
    for (CompletableFuture<ExportResult> answer : answers) {
      assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(ExportResult.delivered());
    }
    assertThat(first.taken()).hasSize(40);
  }

  @Test
  void behindTheQueueEachSpanArrivesOnceThoughABackendFailsAtFirst() {
    use(AT_ONCE, first, second);
    AtomicInteger failures = new AtomicInteger(3);
    first.answers(
        () ->
            failures.getAndDecrement() > 0
                ? GrpcReply.failed(Code.UNAVAILABLE, "not yet")
                : GrpcReply.of(io.beltline.model.Slice.EMPTY));
    LoadBalancingExporterConfig patient =
        BoundYaml.value(
            LoadBalancingExporterConfig.class,
            """
            {resolver: {static: {hostnames: [a]}}, retry_on_failure: {initial_interval: 1ms}}
            """);
    Exporter exporter = request -> shipping.ship(request, ShippingTest::keys);
    Delivery delivery =
        new Delivery(
            exporter,
            patient,
            new DeliverySettings(
                settings.settings(), Signal.TRACES, RealClock.INSTANCE, new Random(1), null));
    delivery.start(host);
    for (int i = 0; i < 20; i++) {
      assertThat(delivery.consume(Context.EMPTY, SpanBackend.spans("r" + i, 50)))
          .isEqualTo(ConsumeResult.accepted());
    }
    delivery.shutdown(in(Duration.ofSeconds(20)));
    assertThat(delivery.books().delivered()).isEqualTo(1000);
    assertThat(all(first, second)).hasSize(1000).doesNotHaveDuplicates();
  }

  @Test
  void atTheEndNothingWaitsForABackendThatFails() throws Exception {
    use(
        "retry_on_failure: {initial_interval: 1h, max_interval: 1h, max_elapsed_time: 0}",
        first,
        second);
    first.answers(() -> GrpcReply.failed(Code.UNAVAILABLE, "away"));
    Telemetry request = SpanBackend.spans("a", 100);
    CompletableFuture<ExportResult> answer =
        CompletableFuture.supplyAsync(() -> ship(request), this::start);
    first.awaitCall();
    second.awaitCall();
    endpoints.forsake(Signal.TRACES);
    comesBack((Partial) answer.get(20, TimeUnit.SECONDS));
    comesBack((Partial) ship(SpanBackend.spans("b", 100)));
    assertThat(settings.meter().count("otelcol_loadbalancer_backend_outcome"))
        .as("attempts: none more at the one that fails")
        .isEqualTo(3);
    assertThat(named(second, "b")).isEqualTo(named(second, "a")).isNotEmpty();
  }

  @Test
  void nothingWaitsForABackendThatAppearsAtTheEnd() {
    use("retry_on_failure: {initial_interval: 1h, max_interval: 1h, max_elapsed_time: 0}", first);
    second.answers(() -> GrpcReply.failed(Code.UNAVAILABLE, "away"));
    endpoints.forsake(Signal.TRACES);
    endpoints.change(List.of(second.address()));
    Refused refused = (Refused) ship(SpanBackend.spans("a", 10));
    assertThat(refused.refusal().action()).isEqualTo(Action.RETRY);
    assertThat(refused.refusal().message()).startsWith("shutting down");
  }

  private static void comesBack(Partial partial) {
    assertThat(partial.parts())
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.refusal().action()).isEqualTo(Action.RETRY);
              assertThat(part.refusal().message()).startsWith("shutting down");
            });
  }

  @Test
  void aDeadlineCallsOffWhatWaits() {
    use("retry_on_failure: {initial_interval: 1h, max_interval: 1h, max_elapsed_time: 0}", first);
    first.answers(() -> GrpcReply.failed(Code.UNAVAILABLE, "later"));
    ExportRequest request =
        new ExportRequest(Context.EMPTY, SpanBackend.spans("a", 3), in(Duration.ofMillis(50)));
    Refused refused = (Refused) shipping.ship(request, ShippingTest::keys);
    assertThat(refused.refusal().action()).isEqualTo(Action.RETRY);
  }

  private void start(Runnable work) {
    Thread.startVirtualThread(work);
  }

  private void use(String otlp, SpanBackend... backends) {
    endpoints.close(in(Duration.ZERO));
    config = config(otlp);
    endpoints = endpoints(config);
    shipping = shipping();
    endpoints.change(List.of(backends).stream().map(SpanBackend::address).toList());
  }

  private static LoadBalancingExporterConfig config(String otlp) {
    return BoundYaml.value(
        LoadBalancingExporterConfig.class,
        """
        {resolver: {static: {hostnames: [a]}}, protocol: {otlp: {tls: {insecure: true}, %s}}}
        """
            .formatted(otlp));
  }

  private Endpoints endpoints(LoadBalancingExporterConfig of) {
    return new Endpoints(of, settings.settings(), metrics, new StatusBoard(host));
  }

  private Shipping shipping() {
    return new Shipping(endpoints, QueuePlan.of(config), metrics);
  }

  private ExportResult ship(Telemetry telemetry) {
    return shipping.ship(
        new ExportRequest(Context.EMPTY, telemetry, in(Duration.ofMinutes(1))), ShippingTest::keys);
  }

  private static KeyReader keys() {
    return RoutingKey.TRACE_ID.reader(Signal.TRACES, List.of());
  }

  private static List<String> all(SpanBackend... backends) {
    List<String> all = new ArrayList<>();
    List.of(backends).forEach(backend -> all.addAll(backend.taken()));
    return all;
  }

  private static List<String> named(SpanBackend backend, String word) {
    return backend.taken().stream()
        .filter(name -> name.startsWith(word + " "))
        .map(name -> name.substring(word.length()))
        .toList();
  }

  private static Deadline in(Duration duration) {
    return Deadline.in(RealClock.INSTANCE, duration);
  }
}
