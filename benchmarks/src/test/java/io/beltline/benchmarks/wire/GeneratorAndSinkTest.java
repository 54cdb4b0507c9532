package io.beltline.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.benchmarks.payload.PayloadKind;
import io.beltline.model.Mergeable;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The generator sends straight to the sink: both count the same. */
@Timeout(60)
class GeneratorAndSinkTest {
  private static final long ENOUGH = 20_000;

  private static Set<Long> expected(List<Mergeable> requests) {
    Set<Long> sums = new HashSet<>();
    Checksums checksums = new Checksums(PayloadKind.T361.signal(), Edit.NOTHING);
    requests.forEach(request -> checksums.read(request.payload().contiguous(), sums::add));
    return sums;
  }

  private static byte[] body(Mergeable request, String encoding) {
    var plain = request.payload().contiguous();
    return encoding.isEmpty()
        ? plain.toByteArray()
        : Codecs.compress(Compression.of(encoding), 0, List.of(plain)).toByteArray();
  }

  private static Load load(int port, List<byte[]> bodies, int items, String encoding, double rate) {
    return new Load(port, "/v1/traces", "", encoding, bodies, items, 2, 3, rate, 0);
  }

  private static Tally run(Generator generator) throws IOException, InterruptedException {
    try (generator) {
      generator.start();
      Tally tally = generator.tally();
      while (tally.accepted() < ENOUGH && tally.failure() == null) {
        Thread.onSpinWait();
      }
      generator.stop();
      return tally;
    }
  }

  @ParameterizedTest
  @CsvSource({"10,'',0", "100,gzip,0", "1000,zstd,0", "1000,'',0", "100,'',200000"})
  void grpcBringsEverythingOnce(int items, String encoding, double rate) throws Exception {
    List<Mergeable> requests = PayloadKind.T361.requests(4, items);
    Arrivals arrivals = new Arrivals(PayloadKind.T361.signal(), expected(requests), 0);
    List<byte[]> bodies = requests.stream().map(request -> body(request, encoding)).toList();
    try (Sink sink = Sink.grpc(arrivals, 100)) {
      Tally tally = run(new GrpcGenerator(load(sink.port(), bodies, items, encoding, rate)));

      assertThat(tally.failure()).isNull();
      assertThat(sink.failure()).isNull();
      assertThat(tally.refused()).isZero();
      assertThat(arrivals.items()).isEqualTo(tally.accepted());
      assertThat(arrivals.checked()).isPositive();
      assertThat(arrivals.wrong()).isZero();
      assertThat(tally.latencies().quantile(0.5)).isPositive();
    }
  }

  @Test
  void httpBringsEverythingOnce() throws Exception {
    List<Mergeable> requests = PayloadKind.T361.requests(4, 100);
    Arrivals arrivals = new Arrivals(PayloadKind.T361.signal(), expected(requests), 0);
    List<byte[]> bodies = requests.stream().map(request -> body(request, "gzip")).toList();
    try (Sink sink = Sink.http(arrivals)) {
      Tally tally = run(new HttpGenerator(load(sink.port(), bodies, 100, "gzip", 0)));

      assertThat(sink.failure()).isNull();
      assertThat(tally.failure()).isNull();
      assertThat(arrivals.items()).isEqualTo(tally.accepted());
      assertThat(arrivals.wrong()).isZero();
    }
  }

  @Test
  void theSinkSeesWhatIsNotAsExpected() throws Exception {
    List<Mergeable> requests = PayloadKind.T361.requests(4, 100);
    Arrivals arrivals = new Arrivals(PayloadKind.T361.signal(), Set.of(), 0);
    List<byte[]> bodies = requests.stream().map(request -> body(request, "")).toList();
    try (Sink sink = Sink.grpc(arrivals, 100)) {
      run(new GrpcGenerator(load(sink.port(), bodies, 100, "", 0)));

      assertThat(arrivals.wrong()).isPositive().isEqualTo(arrivals.checked());
    }
  }
}
