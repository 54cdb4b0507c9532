package io.beltline.components.tracked;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.Consumer;
import io.beltline.api.Outputs;
import io.beltline.components.intake.RetryConfig;
import io.beltline.components.operators.Entry;
import io.beltline.components.operators.Origin;
import io.beltline.components.operators.RequestBuilder;
import io.beltline.components.otlp.Peak;
import io.beltline.model.Logs;
import io.beltline.model.Signal;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When origins are done, and what becomes of requests that are larger than there is room for. */
class TrackedShipperTest {
  private static final int ROOM = 64_000;

  private final TestSettings settings = TestSettings.of("file_log");
  private final RecordingConsumer next = new RecordingConsumer();
  private final Peak room = new Peak(ROOM);
  private final Window window = new Window(1 << 20);
  private final List<Long> usedAtRelease = new ArrayList<>();
  private final Origin line =
      new Origin() {
        @Override
        public void hold() {}

        @Override
        public void release() {
          usedAtRelease.add(window.used());
        }
      };
  private final List<String> dropped = new ArrayList<>();
  private final DeliveryCounts counts =
      new DeliveryCounts() {
        @Override
        public void refused(long items) {
          dropped.add(items + " refused");
        }

        @Override
        public void tooLarge(long items) {
          dropped.add(items + " too large");
        }

        @Override
        public void dropped(String rule, boolean failed) {
          dropped.add(rule);
        }

        @Override
        public void held() {}
      };
  private final TrackedShipper shipper =
      new TrackedShipper(
          settings.settings(),
          new Outputs() {
            @Override
            public Optional<Consumer> consumer(Signal signal) {
              return Optional.of(next);
            }

            @Override
            public Admission admission() {
              return room;
            }
          },
          Signal.LOGS,
          new FakeClock(),
          BoundYaml.value(RetryConfig.class, "{}"),
          window,
          counts);

  private Logs request(int... bodies) {
    RequestBuilder request = new RequestBuilder();
    for (int body : bodies) {
      request.add(new Entry("", line, "x".repeat(body), 1));
    }
    return request.build();
  }

  @Test
  void linesAreDoneBeforeNothingIsOnItsWay() throws InterruptedException {
    Logs logs = request(100);
    assertThat(shipper.ship(logs, List.of(line))).isTrue();
    assertThat(usedAtRelease)
        .as("who sees that nothing is on its way may end the receiver")
        .containsExactly(logs.byteSize());
    assertThat(window.used()).isZero();
  }

  @Test
  void whatIsLargerThanThereIsRoomForGoesInPartsAndALineThatIsIsDropped()
      throws InterruptedException {
    int[] bodies = new int[100];
    java.util.Arrays.fill(bodies, 1000);
    bodies[10] = ROOM + 1000;
    Logs logs = request(bodies);
    assertThat(shipper.ship(logs, List.of(line))).isTrue();
    assertThat(next.items()).isEqualTo(99);
    assertThat(next.received()).hasSizeGreaterThan(1);
    assertThat(room.peak()).isLessThanOrEqualTo(ROOM);
    assertThat(usedAtRelease).as("once, when all parts are done").containsExactly(logs.byteSize());
    assertThat(dropped).containsExactly("1 too large");
    assertThat(window.used()).isZero();
    assertThat(room.held()).isZero();
  }
}
