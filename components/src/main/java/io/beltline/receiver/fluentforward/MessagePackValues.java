package io.beltline.receiver.fluentforward;

import io.beltline.model.MalformedTelemetryException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageUnpacker;

/**
 * Reads MessagePack values as those of log records. Nothing is made that there is no room for, and
 * nothing is as deep as a stack. One thread.
 *
 * @see <a href="https://github.com/msgpack/msgpack/blob/master/spec.md">MessagePack</a>
 */
final class MessagePackValues {
  /** What a value takes beside its text. */
  private static final int VALUE = 64;

  /**
   * How often a text is held: its bytes, the text, its bytes in the request, and a copy of them.
   */
  private static final int COPIES = 4;

  private static final int DEEPEST = 64;

  private final MessageUnpacker in;
  private final ReadingRoom room;

  MessagePackValues(MessageUnpacker in, ReadingRoom room) {
    this.in = in;
    this.room = room;
  }

  /** Any value; integers beyond 63 bits, and extensions, are texts. */
  @Nullable Object value() throws IOException, InterruptedException {
    return value(0);
  }

  private @Nullable Object value(int depth) throws IOException, InterruptedException {
    if (depth > DEEPEST) {
      throw new MalformedTelemetryException("values are more than " + DEEPEST + " deep");
    }
    room.take(VALUE);
    return switch (in.getNextFormat().getValueType()) {
      case NIL -> {
        in.unpackNil();
        yield null;
      }
      case BOOLEAN -> in.unpackBoolean();
      case INTEGER -> integer();
      case FLOAT -> in.unpackDouble();
      case STRING, BINARY -> text();
      case ARRAY -> list(depth);
      case MAP -> map(depth);
      case EXTENSION -> extension();
    };
  }

  private Object integer() throws IOException {
    BigInteger number = in.unpackBigInteger();
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number.toString();
  }

  private List<@Nullable Object> list(int depth) throws IOException, InterruptedException {
    int size = in.unpackArrayHeader();
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(value(depth + 1));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(int depth) throws IOException, InterruptedException {
    int size = in.unpackMapHeader();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      String key = String.valueOf(value(depth + 1));
      map.put(key, value(depth + 1));
    }
    return map;
  }

  /** A map. */
  Map<String, @Nullable Object> map() throws IOException, InterruptedException {
    room.take(VALUE);
    return map(0);
  }

  /** Takes the room of a text that is repeated. */
  void repeated(int length) throws InterruptedException {
    room.take(VALUE + (long) COPIES * length);
  }

  /** A text, or binary data that is one. */
  String text() throws IOException, InterruptedException {
    return new String(bytes(COPIES), StandardCharsets.UTF_8);
  }

  /** Binary data, or the bytes of a text. */
  byte[] bytes() throws IOException, InterruptedException {
    return bytes(1);
  }

  private byte[] bytes(int copies) throws IOException, InterruptedException {
    boolean text = in.getNextFormat().getValueType().isStringType();
    int length = text ? in.unpackRawStringHeader() : in.unpackBinaryHeader();
    room.take((long) copies * length);
    return in.readPayload(length);
  }

  private String extension() throws IOException, InterruptedException {
    ExtensionTypeHeader header = in.unpackExtensionTypeHeader();
    room.take((long) COPIES * header.getLength());
    return Base64.getEncoder().encodeToString(in.readPayload(header.getLength()));
  }
}
