package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Context;
import io.beltline.api.Origins;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lanes whose threads do not begin. */
class DeliverySideLanesTest {
  private static final SideLanes.Watch NO_MEMORY =
      new SideLanes.Watch() {
        @Override
        public void began(Thread lane) {
          throw new OutOfMemoryError("no thread");
        }

        @Override
        public void settled() {}

        @Override
        public void ended(Thread lane) {}
      };

  @Test
  void aLaneThatCannotBeginIsNotOccupied() {
    SideLanes lanes = new SideLanes("test", NO_MEMORY);
    Shipment shipment =
        new Shipment(
            Context.EMPTY, logs(0, 1), List.of(), 1, 1000, new Trial(), Origins.UNKNOWN, "odd");
    assertThatThrownBy(() -> lanes.take(shipment, carried -> {}))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(lanes.isOccupied("odd")).isFalse();
  }
}
