package io.beltline.delivery;

import io.beltline.delivery.Rig.Config;
import org.junit.jupiter.api.Nested;

/** A queue on disk does all that one in memory does. */
class DeliveryOnDiskTest {

  @Nested
  class Queue extends DeliveryQueueTest {
    @Override
    Rig of(Config config) {
      return Rig.onDisk(config);
    }
  }

  @Nested
  class Batches extends DeliveryBatchTest {
    @Override
    Rig of(Config config) {
      return Rig.onDisk(config);
    }
  }

  @Nested
  class Retries extends DeliveryRetryTest {
    @Override
    Rig of(Config config) {
      return Rig.onDisk(config);
    }
  }

  @Nested
  class Splits extends DeliverySplitTest {
    @Override
    Rig of(Config config) {
      return Rig.onDisk(config);
    }
  }

  @Nested
  class Faults extends DeliveryFaultTest {
    @Override
    Rig of(Config config) {
      return Rig.onDisk(config);
    }
  }

  @Nested
  class Overflows extends DeliveryOverflowTest {
    @Override
    Rig of(Config config) {
      return Rig.onDisk(config);
    }
  }
}
