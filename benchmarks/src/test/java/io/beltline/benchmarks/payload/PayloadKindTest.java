package io.beltline.benchmarks.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Mergeable;
import io.beltline.model.Slice;
import io.beltline.model.otlp.OtlpJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadKindTest {

  @ParameterizedTest
  @EnumSource
  void everyItemHasTheSizeTheNamePromises(PayloadKind kind) {
    Mergeable few = kind.request(1, 100);
    Mergeable many = kind.request(1, 1000);

    assertThat(few.itemCount()).isEqualTo(100);
    assertThat(many.itemCount()).isEqualTo(1000);
    long wrapping = kind == PayloadKind.M196 ? 900 * 7 : 0; // a metric wraps ten points
    assertThat(many.byteSize() - few.byteSize())
        .isBetween(900L * kind.itemSize(), 900L * kind.itemSize() + wrapping + 20);
  }

  @ParameterizedTest
  @EnumSource
  void theSameNumberGivesTheSameBytesAndAnotherGivesOthers(PayloadKind kind) {
    Slice first = kind.request(7, 100).payload().contiguous();

    assertThat(kind.request(7, 100).payload().contiguous()).isEqualTo(first);
    assertThat(kind.request(8, 100).payload().contiguous()).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource
  void gzipShrinksToAboutAQuarter(PayloadKind kind) {
    assertThat(Gzip.ratio(kind.request(1, 1000))).isBetween(3.5, 4.5);
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldIsOneOfTheProtocol(PayloadKind kind) {
    Mergeable request = kind.request(1, 100);

    byte[] json = OtlpJson.write(request);

    assertThat(OtlpJson.read(kind.signal(), json).byteSize()).isEqualTo(request.byteSize());
  }
}
