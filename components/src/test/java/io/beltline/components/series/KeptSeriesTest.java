package io.beltline.components.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.Metrics;
import io.beltline.processor.MetricRequests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeptSeriesTest {
  private static final SeriesId ID = new SeriesId(1, 2);

  private static final SeriesCodec<String> CODEC =
      new SeriesCodec<>() {
        @Override
        public void write(String state, DataOutput out) throws IOException {
          out.writeUTF(state);
        }

        @Override
        public String read(DataInput in) throws IOException {
          return in.readUTF();
        }
      };

  @Test
  void aWalkThatEndsByAnErrorHasChangedNothing() {
    KeptSeries<String> series =
        new KeptSeries<>(
            TestSettings.of("series").settings(),
            new SeriesSettings(10, Duration.ZERO, null),
            CODEC);
    series.start(new TestHost(new FakeClock()));
    Metrics none = (Metrics) MetricRequests.of();
    assertThatThrownBy(
            () ->
                series.walk(
                    none,
                    changes -> {
                      changes.put(ID, "broken");
                      throw new StackOverflowError("broken");
                    }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(series.count()).isZero();
  }
}
