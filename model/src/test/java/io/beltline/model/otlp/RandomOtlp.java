package io.beltline.model.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.beltline.model.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.Random;

/** Random messages, built by protobuf-java. */
final class RandomOtlp {
  private static final String[] TEXTS = {
    "", "a", "service.name", "GET /x", "Ünï😀", "x".repeat(130)
  };
  private static final long[] NUMBERS = {
    0, 1, -1, 127, 128, 300, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
  };
  private static final double[] DOUBLES = {
    0, -0.0, 1.5, -3e-9, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
  };

  private final Random random;
  private final boolean unknown;

  RandomOtlp(long seed, boolean unknown) {
    this.random = new Random(seed);
    this.unknown = unknown;
  }

  static Message.Builder builder(Signal signal) {
    return switch (signal) {
      case TRACES -> ExportTraceServiceRequest.newBuilder();
      case METRICS -> ExportMetricsServiceRequest.newBuilder();
      case LOGS -> ExportLogsServiceRequest.newBuilder();
      case PROFILES -> ExportProfilesServiceRequest.newBuilder();
    };
  }

  Message request(Signal signal) {
    return fill(builder(signal), 0);
  }

  /** Fills about half the fields. */
  Message fill(Message.Builder builder, int depth) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      if (message && depth > 9) {
        continue;
      }
      boolean container = message && depth < 4 && field.isRepeated();
      if (field.isRepeated()) {
        int count = random.nextInt(container ? 4 : 3);
        for (int i = 0; i < count; i++) {
          builder.addRepeatedField(field, value(builder, field, depth));
        }
      } else if (random.nextInt(3) > 0 || (message && depth < 5)) {
        builder.setField(field, value(builder, field, depth));
      }
    }
    if (unknown && random.nextInt(5) == 0) {
      builder.setUnknownFields(
          UnknownFieldSet.newBuilder()
              .addField(
                  900 + random.nextInt(5000),
                  UnknownFieldSet.Field.newBuilder()
                      .addVarint(random.nextLong())
                      .addFixed64(5)
                      .addLengthDelimited(ByteString.copyFromUtf8("new"))
                      .build())
              .build());
    }
    return builder.build();
  }

  private Object value(Message.Builder builder, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case MESSAGE -> fill(builder.newBuilderForField(field), depth + 1);
      default -> scalar(field);
    };
  }

  Object scalar(FieldDescriptor field) {
    long number = NUMBERS[random.nextInt(NUMBERS.length)];
    return switch (field.getJavaType()) {
      case INT -> (int) number;
      case LONG -> number;
      case DOUBLE -> DOUBLES[random.nextInt(DOUBLES.length)];
      case BOOLEAN -> random.nextBoolean();
      case STRING -> TEXTS[random.nextInt(TEXTS.length)];
      case BYTE_STRING -> bytes(random.nextInt(20));
      case ENUM -> enumValue(field);
      case FLOAT, MESSAGE -> throw new IllegalArgumentException(field.getFullName());
    };
  }

  private EnumValueDescriptor enumValue(FieldDescriptor field) {
    return field.getEnumType().findValueByNumberCreatingIfUnknown(random.nextInt(6));
  }

  private ByteString bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
