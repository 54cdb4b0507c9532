package io.beltline.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Locale;

/** What things of the descriptors are called in Java. */
final class Names {
  private Names() {}

  /** Span.Event and Span.Link would mean too little alone. */
  static String of(Descriptor message) {
    Descriptor outer = message.getContainingType();
    boolean common = message.getName().equals("Event") || message.getName().equals("Link");
    return outer != null && common ? outer.getName() + message.getName() : message.getName();
  }

  static String of(EnumDescriptor type) {
    return type.getName();
  }

  static String constant(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }

  static String constant(FieldDescriptor field) {
    return field.getName().toUpperCase(Locale.ROOT);
  }

  static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  static String small(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  static boolean attributes(FieldDescriptor field) {
    return field.isRepeated()
        && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && field.getMessageType().getName().equals("KeyValue");
  }

  /** Ids are hexadecimal in OTLP/JSON by the specification, all other bytes base64. */
  static boolean hex(FieldDescriptor field) {
    return switch (field.getName()) {
      case "trace_id", "span_id", "parent_span_id", "profile_id" ->
          field.getType() == FieldDescriptor.Type.BYTES;
      default -> false;
    };
  }
}
