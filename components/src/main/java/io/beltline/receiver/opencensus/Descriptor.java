package io.beltline.receiver.opencensus;

import io.beltline.components.metrics.MetricHead;
import io.beltline.components.metrics.PointKind;
import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a metric is.
 *
 * @param head its name, and what it becomes
 * @param isWhole whether its points are whole numbers, where they are numbers
 * @param keys the keys of its labels
 * @see <a
 *     href="https://github.com/census-instrumentation/opencensus-proto/blob/master/src/opencensus/proto/metrics/v1/metrics.proto">the
 *     fields</a>
 */
record Descriptor(MetricHead head, boolean isWhole, List<String> keys) {
  /** What a metric or a key takes on the heap and in OTLP, without its texts. */
  private static final int ROOM = 256;

  /**
   * Reads a MetricDescriptor; null if there is no kind of metric for its type.
   *
   * @param room asked before anything is made of the bytes
   */
  static @Nullable Descriptor read(Slice message, Room room) {
    room.take(ROOM);
    String name = "";
    String description = "";
    String unit = "";
    int type = 0;
    List<String> keys = new ArrayList<>();
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        name = fields.value().toUtf8();
      } else if (fields.isBytes(2)) {
        description = fields.value().toUtf8();
      } else if (fields.isBytes(3)) {
        unit = fields.value().toUtf8();
      } else if (fields.isVarint(4)) {
        type = (int) fields.varint();
      } else if (fields.isBytes(5)) {
        room.take(ROOM);
        keys.add(OcValue.text(fields.value())); // a key has its text where that has it
      }
    }
    PointKind kind = kind(type);
    return kind == null
        ? null
        : new Descriptor(
            new MetricHead(
                name,
                description,
                unit,
                kind,
                kind.hasTemporality() ? MetricHead.CUMULATIVE : 0,
                kind == PointKind.SUM),
            type == 1 || type == 4,
            keys);
  }

  private static @Nullable PointKind kind(int type) {
    return switch (type) {
      case 1, 2 -> PointKind.GAUGE;
      case 4, 5 -> PointKind.SUM;
      case 6 -> PointKind.HISTOGRAM;
      case 7 -> PointKind.SUMMARY;
      default -> null;
    };
  }
}
