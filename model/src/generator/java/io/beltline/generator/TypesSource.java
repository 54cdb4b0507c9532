package io.beltline.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.List;

/** The tables of all message types. */
final class TypesSource {
  private TypesSource() {}

  static String of(List<Descriptor> messages, List<EnumDescriptor> enums) {
    StringBuilder out = new StringBuilder("package io.beltline.model.otlp;\n\n");
    out.append("import java.util.List;\n\n");
    out.append("/** All message types of OTLP as tables. */\npublic final class OtlpTypes {\n");
    for (EnumDescriptor type : enums) {
      out.append("  static final EnumType ").append(Names.constant(Names.of(type)));
      out.append(" = new EnumType(\"").append(type.getFullName()).append('"');
      for (EnumValueDescriptor value : type.getValues()) {
        out.append(", \"").append(value.getName()).append("\", ").append(value.getNumber());
      }
      out.append(");\n");
    }
    for (Descriptor message : messages) {
      out.append("\n  /** {@code ").append(message.getFullName()).append("}. */\n");
      out.append("  public static final MessageType ").append(Names.constant(Names.of(message)));
      out.append(" = new MessageType(\"").append(message.getFullName()).append("\");\n");
    }
    out.append("\n  static {\n");
    List<String> names = new ArrayList<>();
    for (Descriptor message : messages) {
      String name = Names.constant(Names.of(message));
      names.add(name);
      out.append("    ").append(name).append(".define(");
      String gap = "\n        ";
      for (FieldDescriptor field : message.getFields()) {
        out.append(gap).append(field(field));
        gap = ",\n        ";
      }
      out.append(");\n");
    }
    out.append("  }\n\n  private OtlpTypes() {}\n\n");
    out.append("  /** Every message type. */\n  public static List<MessageType> all() {\n");
    out.append("    return List.of(").append(String.join(", ", names)).append(");\n  }\n}\n");
    return out.toString();
  }

  private static String field(FieldDescriptor field) {
    List<String> flags = new ArrayList<>();
    if (field.isRepeated()) {
      flags.add("Field.REPEATED");
    }
    if (Names.hex(field)) {
      flags.add("Field.HEX");
    }
    if (field.hasPresence()) {
      flags.add("Field.PRESENCE");
    }
    int oneof =
        field.getRealContainingOneof() == null ? -1 : field.getRealContainingOneof().getIndex();
    String head =
        "Field.of(" + field.getNumber() + ", \"" + field.getName() + "\", \"" + field.getJsonName();
    String bits = flags.isEmpty() ? "0" : String.join(" | ", flags);
    return switch (field.getType()) {
      case MESSAGE ->
          head
              + "\", "
              + bits
              + ", "
              + oneof
              + ", "
              + Names.constant(Names.of(field.getMessageType()))
              + ")";
      case ENUM ->
          head
              + "\", "
              + bits
              + ", "
              + oneof
              + ", "
              + Names.constant(Names.of(field.getEnumType()))
              + ")";
      default -> head + "\", Kind." + field.getType() + ", " + bits + ", " + oneof + ")";
    };
  }
}
