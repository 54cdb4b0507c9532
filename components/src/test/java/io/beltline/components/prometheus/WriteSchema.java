package io.beltline.components.prometheus;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.beltline.model.Slice;
import java.util.List;
import java.util.Locale;

/** The messages of Remote Write as protobuf's own library reads and writes them. */
public final class WriteSchema {
  private static final String HISTOGRAM =
      """
      count_int=1 uint64, count_float=2 double, sum=3 double, schema=4 sint32,
      zero_threshold=5 double, zero_count_int=6 uint64, zero_count_float=7 double,
      negative_spans=8 BucketSpan*, negative_deltas=9 sint64*, negative_counts=10 double*,
      positive_spans=11 BucketSpan*, positive_deltas=12 sint64*, positive_counts=13 double*,
      reset_hint=14 int32, timestamp=15 int64, custom_values=16 double*\
      """;

  private static final FileDescriptor FIRST =
      file(
          message("WriteRequest", "timeseries=1 TimeSeries*, metadata=3 MetricMetadata*"),
          message(
              "MetricMetadata",
              "type=1 int32, metric_family_name=2 string, help=4 string, unit=5 string"),
          message("Sample", "value=1 double, timestamp=2 int64"),
          message("Exemplar", "labels=1 Label*, value=2 double, timestamp=3 int64"),
          message("Histogram", HISTOGRAM),
          message("BucketSpan", "offset=1 sint32, length=2 uint32"),
          message(
              "TimeSeries",
              "labels=1 Label*, samples=2 Sample*, exemplars=3 Exemplar*, histograms=4 Histogram*"),
          message("Label", "name=1 string, value=2 string"));

  private static final FileDescriptor SECOND =
      file(
          message("Request", "symbols=4 string*, timeseries=5 TimeSeries*"),
          message(
              "TimeSeries",
              "labels_refs=1 uint32*, samples=2 Sample*, histograms=3 Histogram*, exemplars=4"
                  + " Exemplar*, metadata=5 Metadata"),
          message("Exemplar", "labels_refs=1 uint32*, value=2 double, timestamp=3 int64"),
          message("Sample", "value=1 double, timestamp=2 int64, start_timestamp=3 int64"),
          message("Metadata", "type=1 int32, help_ref=3 uint32, unit_ref=4 uint32"),
          message("Histogram", HISTOGRAM + ", start_timestamp=17 int64"),
          message("BucketSpan", "offset=1 sint32, length=2 uint32"));

  private WriteSchema() {}

  /** A message of version 1.0 by its name. */
  public static Descriptor first(String name) {
    return FIRST.findMessageTypeByName(name);
  }

  /** A message of version 2.0 by its name. */
  public static Descriptor second(String name) {
    return SECOND.findMessageTypeByName(name);
  }

  /** Reads a message; fails if it has a field the schema does not know. */
  public static DynamicMessage read(Descriptor type, Slice bytes) {
    try {
      DynamicMessage message =
          DynamicMessage.parseFrom(
              type, ByteString.copyFrom(bytes.array(), bytes.offset(), bytes.length()));
      if (!message.getUnknownFields().asMap().isEmpty()) {
        throw new AssertionError("unknown fields in " + message);
      }
      return message;
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError("no " + type.getName(), broken);
    }
  }

  /** The values of a repeated field. */
  @SuppressWarnings("unchecked")
  public static <T> List<T> all(DynamicMessage message, String field) {
    return (List<T>) message.getField(field(message, field));
  }

  /** The value of a field. */
  @SuppressWarnings("unchecked")
  public static <T> T one(DynamicMessage message, String field) {
    return (T) message.getField(field(message, field));
  }

  private static FieldDescriptor field(DynamicMessage message, String name) {
    return message.getDescriptorForType().findFieldByName(name);
  }

  /** A schema of messages. */
  public static FileDescriptor file(DescriptorProto... messages) {
    try {
      return FileDescriptor.buildFrom(
          FileDescriptorProto.newBuilder()
              .setName("write.proto")
              .setSyntax("proto3")
              .addAllMessageType(List.of(messages))
              .build(),
          new FileDescriptor[0]);
    } catch (DescriptorValidationException wrong) {
      throw new AssertionError(wrong);
    }
  }

  /** A message of fields such as {@code labels=1 Label*, value=2 double}. */
  public static DescriptorProto message(String name, String fields) {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
    for (String field : fields.split(",", -1)) {
      String[] words = field.strip().split("[= ]", -1);
      String type = words[2].replace("*", "");
      FieldDescriptorProto.Builder built =
          FieldDescriptorProto.newBuilder()
              .setName(words[0])
              .setNumber(Integer.parseInt(words[1]))
              .setLabel(
                  words[2].endsWith("*")
                      ? FieldDescriptorProto.Label.LABEL_REPEATED
                      : FieldDescriptorProto.Label.LABEL_OPTIONAL);
      if (Character.isUpperCase(type.charAt(0))) {
        built.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName(type);
      } else {
        built.setType(FieldDescriptorProto.Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)));
      }
      message.addField(built);
    }
    return message.build();
  }
}
