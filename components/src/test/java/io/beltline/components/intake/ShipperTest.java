package io.beltline.components.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.components.operators.Entry;
import io.beltline.components.operators.Origin;
import io.beltline.components.operators.RequestBuilder;
import io.beltline.components.otlp.Peak;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests that are larger than all there can be room for. */
class ShipperTest {
  private final TestSettings settings = TestSettings.of("logs");
  private final RecordingConsumer next = new RecordingConsumer();
  private final Peak room = new Peak(64_000);
  private final Shipper shipper =
      new Shipper(
          settings.settings(),
          next,
          room,
          new FakeClock(),
          BoundYaml.value(RetryConfig.class, "{}"));

  private static RequestBuilder request(int... bodies) {
    RequestBuilder request = new RequestBuilder();
    for (int body : bodies) {
      request.add(new Entry("", Origin.NONE, "x".repeat(body), 1));
    }
    return request;
  }

  @Test
  void aRequestThatIsTooLargeIsDividedAndAnItemThatIsIsDropped() throws InterruptedException {
    int[] bodies = new int[100];
    java.util.Arrays.fill(bodies, 1000);
    assertThat(shipper.ship(Context.EMPTY, request(bodies).build())).isTrue();
    assertThat(next.items()).isEqualTo(100);
    assertThat(next.received()).hasSizeGreaterThan(1);
    assertThat(room.peak()).isLessThanOrEqualTo(64_000);
    bodies[10] = 70_000;
    assertThat(shipper.ship(Context.EMPTY, request(bodies).build())).isFalse();
    assertThat(next.items()).isEqualTo(199);
    assertThat(
            settings
                .meter()
                .count("beltline_receiver_dropped_items", Map.of("reason", "too_large")))
        .isEqualTo(1);
    assertThat(room.held()).isZero();
  }

  @Test
  void anItemThatHasJustRoomGoesOut() throws InterruptedException {
    assertThat(shipper.ship(Context.EMPTY, request(60_000, 60_000).build())).isTrue();
    assertThat(next.items()).isEqualTo(2);
  }
}
