package io.beltline.processor.interval;

import static io.beltline.processor.MetricRequests.CUMULATIVE;
import static io.beltline.processor.MetricRequests.gauge;
import static io.beltline.processor.MetricRequests.number;
import static io.beltline.processor.MetricRequests.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.series.SeriesWalk;
import io.beltline.model.Metrics;
import io.beltline.processor.MetricRequests;
import io.beltline.processor.interval.IntervalConfig.PassThroughConfig;
import org.junit.jupiter.api.Test;

class GatheringTest {
  @Test
  void pointsOfOneResourceAndScopeShareThem() {
    Gathering gathering = new Gathering(new PassThroughConfig(false, false));
    SeriesWalk.walk(
        (Metrics) MetricRequests.of(gauge(number(0, 1, 7)), sum(CUMULATIVE, number(0, 1, 7))),
        gathering);
    assertThat(gathering.items()).hasSize(2);
    Surroundings first = gathering.items().get(0).point().around();
    Surroundings second = gathering.items().get(1).point().around();
    assertThat(second.resource()).isSameAs(first.resource());
    assertThat(second.scope()).isSameAs(first.scope());
    assertThat(second.head()).isNotEqualTo(first.head());
  }
}
