package io.beltline.receiver.opencensus;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a stream: the node and the resource that its messages told last, which hold for later
 * messages too. For one thread at a time.
 *
 * @see <a
 *     href="https://github.com/census-instrumentation/opencensus-proto/blob/master/src/opencensus/proto/agent/trace/v1/trace_service.proto">the
 *     messages</a>
 */
final class Sender {
  /** The longest node and the longest resource that a stream may have, in bytes. */
  static final int LONGEST = 1 << 16;

  private static final int NODE = 1;
  private static final int RESOURCE = 3;

  private @Nullable Slice node;
  private @Nullable Slice resource;
  private @Nullable Slice attributes;

  /**
   * Reads the node and the resource of a message.
   *
   * @throws MalformedTelemetryException if they are too long, or no message had a node yet
   */
  void read(Slice message) {
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(NODE)) {
        node = kept("node", fields.value());
        attributes = null;
      } else if (fields.isBytes(RESOURCE)) {
        resource = kept("resource", fields.value());
        attributes = null;
      }
    }
    if (node == null) {
      throw new MalformedTelemetryException("the first message of a stream must have a node");
    }
  }

  private static Slice kept(String what, Slice message) {
    if (message.length() > LONGEST) {
      throw new MalformedTelemetryException(
          "a %s has %d bytes (expected: at most %d)".formatted(what, message.length(), LONGEST));
    }
    return Slice.of(message.toByteArray());
  }

  /**
   * The content of the OTLP resource of all that has no resource of its own.
   *
   * @param room asked for what it takes in one request
   */
  Slice resource(Room room) {
    Slice made = attributes;
    if (made == null) {
      made = ResourceAttributes.of(node(), resource, room);
      attributes = made;
    }
    room.take(2L * made.length());
    return made;
  }

  /**
   * The content of the OTLP resource of something that has a resource of its own.
   *
   * @param room asked for what it takes in one request
   */
  Slice resource(Slice own, Room room) {
    room.take(3L * node().length());
    return ResourceAttributes.of(node(), own, room);
  }

  private Slice node() {
    return node == null ? Slice.EMPTY : node;
  }
}
