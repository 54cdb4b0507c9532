package io.beltline.receiver.opencensus;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.MessageParts;
import io.beltline.components.traces.Attributes;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;

/** The value of an attribute. */
sealed interface OcValue {
  /** A text. */
  record Text(String value) implements OcValue {}

  /** A whole number. */
  record Whole(long value) implements OcValue {}

  /** True or false. */
  record Flag(boolean value) implements OcValue {}

  /** A floating-point number. */
  record Real(double value) implements OcValue {}

  /** None that is known. */
  record Unknown() implements OcValue {
    private static final String TEXT = "<Unknown OpenCensus attribute value type>";
  }

  /** Reads an AttributeValue. */
  static OcValue read(Slice message) {
    OcValue value = new Unknown();
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        value = new Text(text(fields.value()));
      } else if (fields.isVarint(2)) {
        value = new Whole(fields.varint());
      } else if (fields.isVarint(3)) {
        value = new Flag(fields.varint() != 0);
      } else if (fields.isFixed64(4)) {
        value = new Real(Double.longBitsToDouble(fields.fixed64()));
      }
    }
    return value;
  }

  /** The text of a TruncatableString. */
  static String text(Slice message) {
    return MessageParts.lastOrEmpty(message, 1).toUtf8();
  }

  /** Writes it as an attribute. */
  default void write(WireWriter out, int field, String key) {
    switch (this) {
      case Text(String value) -> Attributes.text(out, field, key, value);
      case Whole(long value) -> Attributes.whole(out, field, key, value);
      case Flag(boolean value) -> Attributes.flag(out, field, key, value);
      case Real(double value) -> Attributes.real(out, field, key, value);
      case Unknown _ -> Attributes.text(out, field, key, Unknown.TEXT);
    }
  }
}
