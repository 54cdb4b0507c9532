package io.beltline.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.benchmarks.payload.PayloadKind;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoteWriteContentTest {
  private static Slice request(double value, long millis) {
    WireWriter out = new WireWriter(64);
    int series = out.begin(1);
    int label = out.begin(1);
    out.string(1, "__name__").string(2, "n");
    out.end(label);
    int sample = out.begin(2);
    out.float64(1, value).varint(2, millis);
    out.end(sample);
    out.end(series);
    return out.toSlice();
  }

  private static Slice points(double value, long whole, long nanos) {
    WireWriter out = new WireWriter(64);
    int resource = out.begin(1);
    int scope = out.begin(2);
    int metric = out.begin(2);
    int sum = out.begin(7);
    int first = out.begin(1);
    out.fixed64(3, nanos).float64(4, value);
    out.end(first);
    int second = out.begin(1);
    out.fixed64(3, nanos).fixed64(6, whole);
    out.end(second);
    out.end(sum);
    out.end(metric);
    out.end(scope);
    out.end(resource);
    return out.toSlice();
  }

  @Test
  void aSampleHasTheSumOfItsPoint() throws Exception {
    RemoteWriteContent content = new RemoteWriteContent();
    List<Long> expected = new ArrayList<>();
    RemoteWriteContent.expect(points(1.5, 7, 1_234_567_890), expected::add);
    List<Long> came = new ArrayList<>();
    for (double value : new double[] {1.5, 7, 8}) {
      Slice body = Codecs.compress(Compression.SNAPPY, 0, List.of(request(value, 1234)));
      Slice plain = content.plain(body);
      assertThat(content.count(plain)).isEqualTo(1);
      content.read(plain, came::add);
    }
    assertThat(came.subList(0, 2)).isEqualTo(expected);
    assertThat(came.get(2)).isNotIn(expected);
  }

  @Test
  void eachPointOfARequestIsASample() {
    List<Long> expected = new ArrayList<>();
    RemoteWriteContent.expect(
        PayloadKind.M196.request(3, 100).payload().contiguous(), expected::add);
    assertThat(expected).hasSize(100).doesNotHaveDuplicates();
  }
}
