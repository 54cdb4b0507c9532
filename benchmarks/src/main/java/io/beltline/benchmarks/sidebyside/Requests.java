package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.wire.Checksums;
import io.beltline.model.Mergeable;
import io.beltline.model.Slice;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The requests of a scenario. Of each the same number of items is to arrive.
 *
 * @param bodies as they are sent, in turn
 * @param expected the sums of the items as they are to arrive
 */
record Requests(List<byte[]> bodies, Set<Long> expected) {
  private static final int DISTINCT = 64;
  private static final int GZIP_LEVEL = 6;
  private static final int ZSTD_LEVEL = 3;

  static Requests of(Scenario scenario) {
    Checksums sums = new Checksums(scenario.payload().signal(), scenario.edit());
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
        requests.stream().map(request -> body(scenario, request)).toList(), Set.copyOf(expected));
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
