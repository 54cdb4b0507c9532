package io.beltline.verification.random;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.WireFormat;
import io.beltline.model.Signal;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Random OTLP requests in wire form: all a protobuf writer may write, also what none of the known
 * ones writes. Fields in any order, defaults written out, lists that are empty, packed or not,
 * fields that stand twice, members of a oneof beside each other, fields and enum values that are in
 * no protocol. One thread.
 */
final class RandomRequests {
  private static final int DEEPEST_VALUE = 12;
  private static final int NESTED_VALUES = 30;
  private static final int ITEM_LEVEL = 3;

  private final Random random;
  private final Scalars scalars;
  private Wording words;

  /** Requests that follow from a seed. */
  RandomRequests(long seed) {
    this.random = new Random(seed);
    this.scalars = new Scalars(random);
    this.words = new Wording(random, false);
  }

  /**
   * The next request.
   *
   * @param broken whether some of its texts are no UTF-8
   */
  byte[] next(Signal signal, boolean broken) {
    words = new Wording(random, broken);
    return message(Otlp.request(signal), 0, 0).toByteArray();
  }

  private ByteString message(Descriptor type, int level, int values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      List<FieldDescriptor> fields = new ArrayList<>(type.getFields());
      if (random.nextInt(10) == 0) {
        Collections.shuffle(fields, random);
      }
      Shape shape = new Shape(random);
      for (FieldDescriptor field : fields) {
        int times = times(field, type, shape, level, values);
        if (times > 0) {
          field(out, field, times, level, values, shape);
        }
      }
      if (random.nextInt(30) == 0) {
        unknown(out);
      }
      out.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return ByteString.copyFrom(bytes.toByteArray());
  }

  /** How often a field is written. */
  private int times(FieldDescriptor field, Descriptor type, Shape shape, int level, int values) {
    boolean nested = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    OneofDescriptor choice = field.getRealContainingOneof();
    if (choice != null) {
      return chosen(field, choice, shape, values) ? 1 : 0;
    }
    if (!field.isRepeated()) {
      int often = nested || field.getName().equals("key") ? 20 : 4;
      return random.nextInt(often) == 0 ? 0 : random.nextInt(200) == 0 ? 2 : 1;
    }
    if (type.getName().equals("ArrayValue") || type.getName().equals("KeyValueList")) {
      return values > DEEPEST_VALUE ? 0 : random.nextInt(values > 2 ? 2 : 4);
    }
    if (nested && level < ITEM_LEVEL) {
      return few(level == ITEM_LEVEL - 1 ? 6 : 3);
    }
    return few(field.getName().equals("attributes") ? 7 : 3);
  }

  private int few(int usual) {
    return switch (random.nextInt(12)) {
      case 0 -> 0;
      case 1 -> random.nextInt(usual * 4);
      default -> random.nextInt(1, usual + 1);
    };
  }

  private boolean chosen(FieldDescriptor field, OneofDescriptor choice, Shape shape, int values) {
    String name = field.getName();
    if (values > DEEPEST_VALUE && (name.equals("array_value") || name.equals("kvlist_value"))) {
      return false;
    }
    boolean meant =
        shape.text() && choice.getField(0).getName().equals("string_value")
            ? name.equals("string_value")
            : choice.getField(shape.choice() % choice.getFieldCount()).equals(field);
    boolean items = choice.getFullName().endsWith("Metric.data"); // of two, both would be counted
    return meant ? random.nextInt(15) > 0 : !items && random.nextInt(150) == 0;
  }

  private void field(
      CodedOutputStream out, FieldDescriptor field, int times, int level, int values, Shape shape)
      throws IOException {
    if (field.isPackable() && random.nextInt(20) > 0) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      CodedOutputStream inside = CodedOutputStream.newInstance(packed);
      for (int i = 0; i < shape.length(field, times); i++) {
        scalars.write(inside, field, shape, i);
      }
      inside.flush();
      out.writeByteArray(field.getNumber(), packed.toByteArray());
      return;
    }
    for (int i = 0; i < (field.isPackable() ? shape.length(field, times) : times); i++) {
      switch (field.getJavaType()) {
        case MESSAGE -> out.writeBytes(field.getNumber(), child(field, level, values));
        case STRING -> out.writeBytes(field.getNumber(), words.text(field.getName()));
        case BYTE_STRING -> out.writeBytes(field.getNumber(), words.bytes(field.getName()));
        default -> {
          out.writeTag(field.getNumber(), wireType(field));
          scalars.write(out, field, shape, i);
        }
      }
    }
  }

  private ByteString child(FieldDescriptor field, int level, int values) throws IOException {
    Descriptor type = field.getMessageType();
    boolean value = type.getName().equals("AnyValue");
    if (value && random.nextInt(500) == 0) {
      return nested(NESTED_VALUES);
    }
    return message(type, level + 1, value ? values + 1 : values);
  }

  /** A list in a list in a list. */
  private ByteString nested(int levels) throws IOException {
    ByteString value = ByteString.EMPTY;
    for (int i = 0; i < levels; i++) {
      value = only(AnyValue.ARRAY_VALUE_FIELD_NUMBER, only(ArrayValue.VALUES_FIELD_NUMBER, value));
    }
    return value;
  }

  private static ByteString only(int field, ByteString content) throws IOException {
    ByteString.Output bytes = ByteString.newOutput();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeBytes(field, content);
    out.flush();
    return bytes.toByteString();
  }

  private static int wireType(FieldDescriptor field) {
    return switch (field.getType()) {
      case FIXED64, SFIXED64, DOUBLE -> WireFormat.WIRETYPE_FIXED64;
      case FIXED32, SFIXED32, FLOAT -> WireFormat.WIRETYPE_FIXED32;
      default -> WireFormat.WIRETYPE_VARINT;
    };
  }

  private void unknown(CodedOutputStream out) throws IOException {
    int number = 900 + random.nextInt(5000);
    switch (random.nextInt(4)) {
      case 0 -> out.writeUInt64(number, random.nextLong());
      case 1 -> out.writeFixed64(number, random.nextLong());
      case 2 -> out.writeFixed32(number, random.nextInt());
      default -> out.writeBytes(number, words.text("unknown"));
    }
  }

  /**
   * What the fields of one message have in common.
   *
   * @param buckets how many buckets it has
   * @param fitting whether it has one bound less
   * @param choice which member of a oneof it has
   * @param text whether that is the text if there is one
   */
  record Shape(int buckets, boolean fitting, int choice, boolean text) {
    Shape(RandomGenerator random) {
      this(random.nextInt(6), random.nextInt(5) > 0, random.nextInt(840), random.nextBoolean());
    }

    int length(FieldDescriptor field, int times) {
      return switch (field.getName()) {
        case "explicit_bounds" -> fitting ? Math.max(0, buckets - 1) : times;
        case "bucket_counts" -> fitting ? buckets : times;
        default -> times;
      };
    }
  }
}
