package io.beltline.benchmarks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.beltline.api.BuildInfo;
import io.beltline.benchmarks.payload.PayloadKind;
import io.beltline.benchmarks.wire.Arrivals;
import io.beltline.benchmarks.wire.GrpcGenerator;
import io.beltline.benchmarks.wire.Load;
import io.beltline.benchmarks.wire.Sink;
import io.beltline.benchmarks.wire.Tally;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.distribution.StandardComponents;
import io.beltline.model.Mergeable;
import io.beltline.service.Collector;
import io.beltline.service.CollectorSettings;
import io.beltline.service.SystemClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A request that is only forwarded, gRPC in and out, keeps to a budget of allocation: its bytes
 * once, and what a call costs at both ends. Generator and sink run in the same process; theirs
 * counts too and is small.
 */
@Timeout(120)
class PassThroughAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 6_000;
  private static final int MEASURED = 2_000;

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static CollectorSettings settings(int in, int out, int metrics, String processors) {
    String config =
        """
        receivers: {otlp: {protocols: {grpc: {endpoint: '127.0.0.1:%d'}}}}
        processors: {batch: {}}
        exporters:
          otlp:
            endpoint: '127.0.0.1:%d'
            tls: {insecure: true}
            compression: none
            sending_queue: {enabled: false}
        service:
          telemetry:
            metrics:
              readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: %d}}}}]
          pipelines:
            traces: {receivers: [otlp], processors: [%s], exporters: [otlp]}
        """
            .formatted(in, out, metrics, processors);
    return new CollectorSettings(
        new BuildInfo("beltline", "Beltline", "0.0.0-test"),
        StandardComponents.factories(),
        List.of("yaml:" + config),
        List.of(),
        Map.of(),
        Path.of(""),
        List.of(),
        Duration.ofSeconds(10));
  }

  private static void await(Tally tally, long items) {
    while (tally.accepted() < items && tally.failure() == null && tally.refused() == 0) {
      Thread.onSpinWait();
    }
  }

  private static double bytesARequest(int items, String processors) throws Exception {
    List<byte[]> bodies =
        PayloadKind.T361.requests(8, items).stream()
            .map(Mergeable::payload)
            .map(payload -> payload.contiguous().toByteArray())
            .toList();
    Arrivals arrivals = new Arrivals(PayloadKind.T361.signal(), Set.of(), 0);
    int in = freePort();
    String path = "/" + OtlpRoutes.grpcMethod(PayloadKind.T361.signal());
    try (SystemClock clock = new SystemClock();
        Sink sink = Sink.grpc(arrivals, 100);
        GrpcGenerator generator =
            new GrpcGenerator(new Load(in, path, "", "", bodies, items, 1, 2, 0, 0))) {
      Collector collector = new Collector(settings(in, sink.port(), freePort(), processors), clock);
      collector.start();
      try {
        generator.start();
        Tally tally = generator.tally();
        await(tally, (long) WARM_UP * items);
        long before = THREADS.getTotalThreadAllocatedBytes();
        long from = tally.accepted();
        await(tally, from + (long) MEASURED * items);
        long allocated = THREADS.getTotalThreadAllocatedBytes() - before;
        long requests = (tally.accepted() - from) / items;
        generator.stop();
        assertThat(tally.refused()).describedAs(tally.lastRefusal()).isZero();
        assertThat(tally.failure()).isNull();
        return (double) allocated / requests;
      } finally {
        collector.stop();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"10", "100"})
  void aForwardedRequestAllocatesItsBytesOnceAndAFixedPart(int items) throws Exception {
    double bytes = bytesARequest(items, "");

    assertThat(bytes).isLessThan(items * 363 + 24_000);
  }

  @ParameterizedTest
  @CsvSource({"10", "100"})
  void aBatchedRequestAllocatesItsBytesOnceAndAFixedPart(int items) throws Exception {
    double bytes = bytesARequest(items, "batch");

    assertThat(bytes).isLessThan(items * 363 + 24_000);
  }
}
