package io.beltline.receiver.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.RecordingConsumer;
import io.jaegertracing.internal.JaegerSpan;
import io.jaegertracing.internal.JaegerTracer;
import io.jaegertracing.internal.reporters.RemoteReporter;
import io.jaegertracing.internal.samplers.ConstSampler;
import io.jaegertracing.spi.Sender;
import io.jaegertracing.thrift.internal.senders.HttpSender;
import io.jaegertracing.thrift.internal.senders.UdpSender;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The Java client that Jaeger had before OpenTelemetry delivers complete. */
class JaegerClientTest {
  private static final int TRACES = 100;

  private final Semaphore arrived = new Semaphore(0);
  private final RecordingConsumer consumer =
      new RecordingConsumer()
          .answering(
              (context, telemetry) -> {
                arrived.release(telemetry.itemCount());
                return ConsumeResult.accepted();
              });

  @Test
  void overUdpInTheCompactForm() throws Exception {
    try (RunningJaeger running = new RunningJaeger(RunningJaeger.ALL, consumer)) {
      deliver(new UdpSender("127.0.0.1", running.port("thrift_compact"), 0));
    }
    assertThat(consumer.received())
        .allMatch(call -> call.context().client().transport().equals("udp_thrift_compact"));
  }

  @Test
  void overHttp() throws Exception {
    try (RunningJaeger running = new RunningJaeger(RunningJaeger.ALL, consumer)) {
      String url = "http://127.0.0.1:" + running.port("thrift_http") + "/api/traces";
      deliver(new HttpSender.Builder(url).build());
    }
    assertThat(consumer.received())
        .allMatch(call -> call.context().client().transport().equals("collector_http"));
  }

  private void deliver(Sender sender) throws InterruptedException {
    List<String> ids = report(sender);
    assertThat(arrived.tryAcquire(2 * TRACES, 30, TimeUnit.SECONDS)).isTrue();
    StringBuilder got = new StringBuilder();
    for (RecordingConsumer.Received call : consumer.received()) {
      got.append(json(call.telemetry()));
    }
    assertThat(consumer.items()).isEqualTo(2 * TRACES);
    assertThat(got.toString())
        .contains(ids)
        .contains("{\"key\":\"service.name\",\"value\":{\"stringValue\":\"shop\"}}")
        .contains("{\"key\":\"host.name\"")
        .contains("{\"key\":\"n\",\"value\":{\"intValue\":\"7\"}}")
        .contains("{\"key\":\"share\",\"value\":{\"doubleValue\":0.5}}")
        .contains("\"name\":\"retry\"")
        .contains("\"kind\":3")
        .contains("\"status\":{\"code\":2}")
        .doesNotContain("span.kind");
  }

  /** Reports calls and what they cause; gives the ids that the client prints. */
  private static List<String> report(Sender sender) {
    List<String> ids = new ArrayList<>();
    RemoteReporter reporter =
        new RemoteReporter.Builder().withSender(sender).withMaxQueueSize(10 * TRACES).build();
    try (JaegerTracer tracer =
        new JaegerTracer.Builder("shop")
            .withReporter(reporter)
            .withSampler(new ConstSampler(true))
            .withTraceId128Bit()
            .build()) {
      for (int i = 0; i < TRACES; i++) {
        JaegerSpan call =
            tracer.buildSpan("GET /cart").withTag("span.kind", "client").withTag("n", 7).start();
        call.setTag("share", 0.5);
        call.log(Map.of("event", "retry", "why", "slow"));
        JaegerSpan inner = tracer.buildSpan("inner").asChildOf(call).withTag("error", true).start();
        inner.finish();
        call.finish();
        ids.add("\"traceId\":\"" + call.context().getTraceId() + "\"");
        ids.add("\"parentSpanId\":\"%016x\"".formatted(call.context().getSpanId()));
      }
    }
    return ids;
  }

  private static String json(Telemetry telemetry) {
    return new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8);
  }
}
