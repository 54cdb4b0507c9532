package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.payload.JaegerBatch;
import io.beltline.benchmarks.wire.Checksums;
import io.beltline.benchmarks.wire.Content;
import io.beltline.benchmarks.wire.Edit;
import io.beltline.benchmarks.wire.OtlpContent;
import io.beltline.benchmarks.wire.RemoteWriteContent;
import io.beltline.benchmarks.wire.TraceBodies;
import io.beltline.model.Mergeable;
import io.beltline.model.Slice;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The requests of a scenario. Of each the same number of items is to arrive.
 *
 * @param bodies as they are sent, in turn
 * @param expected the sums of the items as they are to arrive
 * @param content how the sink reads what comes
 * @param newIds whether trace ids or times are others each time
 */
record Requests(List<byte[]> bodies, Set<Long> expected, Content content, boolean newIds) {
  private static final int DISTINCT = 64;
  private static final int GZIP_LEVEL = 6;
  private static final int ZSTD_LEVEL = 3;
  private static final int PER_TRACE = 10;

  /** The ids and the name of a span, which other protocols leave as they are. */
  private static final Set<Integer> TOLD = Set.of(1, 2, 4, 5);

  /** The id and the state of a trace. */
  private static final Set<Integer> CHANGED = Set.of(1, 3);

  static Requests of(Scenario scenario) throws IOException {
    if (scenario.out() == Scenario.Out.REMOTE_WRITE) {
      return remoteWrite(scenario);
    }
    return switch (scenario.in()) {
      case GRPC, HTTP, JSON -> otlp(scenario, field -> true);
      case ZIPKIN_JSON, ZIPKIN_PROTO -> {
        Requests spans = otlp(scenario, TOLD::contains);
        boolean json = scenario.in() == Scenario.In.ZIPKIN_JSON;
        yield spans.with(ZipkinBodies.of(spans.bodies, json));
      }
      case JAEGER -> {
        Requests spans = otlp(scenario, TOLD::contains);
        yield spans.with(spans.bodies.stream().map(b -> JaegerBatch.of(Slice.of(b))).toList());
      }
    };
  }

  private Requests with(List<byte[]> others) {
    return new Requests(others, expected, content, newIds);
  }

  /** Spans in traces, with ids that are others each time. */
  static Requests traces(Scenario scenario) {
    IntPredicate seen = field -> !CHANGED.contains(field);
    Checksums sums = new Checksums(scenario.payload().signal(), Edit.NOTHING, seen);
    Set<Long> expected = new HashSet<>();
    List<byte[]> bodies = new ArrayList<>();
    for (Mergeable request : scenario.payload().requests(DISTINCT, scenario.items())) {
      byte[] body = TraceBodies.of(request.payload().contiguous().toByteArray(), PER_TRACE);
      sums.read(Slice.of(body), expected::add);
      bodies.add(body);
    }
    OtlpContent content = new OtlpContent(scenario.payload().signal(), seen);
    return new Requests(bodies, Set.copyOf(expected), content, true);
  }

  private static Requests remoteWrite(Scenario scenario) {
    Set<Long> expected = new HashSet<>();
    List<byte[]> bodies = new ArrayList<>();
    for (Mergeable request : scenario.payload().requests(DISTINCT, scenario.items())) {
      RemoteWriteContent.expect(request.payload().contiguous(), expected::add);
      bodies.add(body(scenario, request));
    }
    return new Requests(bodies, Set.copyOf(expected), new RemoteWriteContent(), true);
  }

  private static Requests otlp(Scenario scenario, IntPredicate seen) {
    Checksums sums = new Checksums(scenario.payload().signal(), scenario.edit(), seen);
    List<Mergeable> requests =
        IntStream.iterate(0, number -> number + 1)
            .mapToObj(number -> scenario.payload().request(number, scenario.items()))
            .filter(request -> keeps(request, sums) == scenario.kept())
            .limit(DISTINCT)
            .toList();
    Set<Long> expected = new HashSet<>();
    for (Mergeable request : requests) {
      sums.read(request.payload().contiguous(), expected::add);
    }
    return new Requests(
        requests.stream().map(request -> body(scenario, request)).toList(),
        Set.copyOf(expected),
        new OtlpContent(scenario.payload().signal(), seen),
        false);
  }

  private static int keeps(Mergeable request, Checksums sums) {
    int[] count = new int[1];
    sums.read(request.payload().contiguous(), sum -> count[0]++);
    return count[0];
  }

  private static byte[] body(Scenario scenario, Mergeable request) {
    if (scenario.in() == Scenario.In.JSON) {
      return OtlpJson.write(request);
    }
    Slice plain = request.payload().contiguous();
    return switch (scenario.encoding()) {
      case "gzip" -> Codecs.compress(Compression.GZIP, GZIP_LEVEL, List.of(plain)).toByteArray();
      case "zstd" -> Codecs.compress(Compression.ZSTD, ZSTD_LEVEL, List.of(plain)).toByteArray();
      default -> plain.toByteArray();
    };
  }
}
