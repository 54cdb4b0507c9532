package io.beltline.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;

/** The view of a message type. */
final class ViewSource {
  private ViewSource() {}

  static String of(Descriptor message) {
    String name = Names.of(message);
    StringBuilder fields = new StringBuilder();
    StringBuilder methods = new StringBuilder();
    for (FieldDescriptor field : message.getFields()) {
      fields.append("  /** The number of {@code ").append(field.getName()).append("}. */\n");
      fields.append("  public static final int ").append(Names.constant(field)).append(" = ");
      fields.append(field.getNumber()).append(";\n\n");
      field(field, fields, methods);
    }
    for (OneofDescriptor oneof : message.getRealOneofs()) {
      String camel = camel(oneof.getName());
      methods.append("  /** The number of the member of {@code ").append(oneof.getName());
      methods.append("} that is set, or 0. */\n  public final int ").append(camel);
      methods.append("Case() {\n    ").append(member(oneof)).append("\n  }\n\n");
    }
    methods.append(QuickSource.of(message));
    if (name.equals("AnyValue")) {
      methods.append("  /** The value as text, in the form of the Go collector. */\n");
      methods.append(
          "  public final String asString() {\n    return AnyValueText.of(this);\n  }\n\n");
    }
    return "package io.beltline.model.otlp;\n\nimport org.jspecify.annotations.Nullable;\n\n"
        + "/** A view of {@code "
        + message.getFullName()
        + "}. */\n"
        + "@SuppressWarnings(\"unused\")\npublic class "
        + name
        + "View extends MessageView {\n"
        + fields
        + "  /** A view of nothing yet. */\n  public "
        + name
        + "View() {\n    super(OtlpTypes."
        + Names.constant(name)
        + ");\n  }\n\n"
        + methods
        + "}\n";
  }

  /** Most oneofs number their members as they stand: no table is needed then. */
  private static String member(OneofDescriptor oneof) {
    FieldDescriptor first = oneof.getField(0);
    int ahead = first.getNumber() - first.getIndex();
    long bits = 0;
    boolean even = true;
    for (FieldDescriptor field : oneof.getFields()) {
      even &= field.getNumber() - field.getIndex() == ahead;
      bits |= 1L << field.getIndex();
    }
    return even
        ? "return member(0x" + Long.toHexString(bits) + "L, " + ahead + ");"
        : "return member(" + oneof.getIndex() + ");";
  }

  private static void field(FieldDescriptor field, StringBuilder fields, StringBuilder methods) {
    String name = field.getJsonName();
    int slot = field.getIndex();
    if (field.isRepeated()) {
      repeated(field, fields, methods);
      return;
    }
    if (field.hasPresence()) {
      method(
          methods,
          "True if {@code " + field.getName() + "} is set.",
          "final boolean",
          "has" + Names.capital(name) + "()",
          "return has(" + slot + ");");
    }
    String doc = "{@code " + field.getName() + "}.";
    switch (field.getType()) {
      case STRING -> {
        method(methods, doc, "final String", name + "()", "return string(" + slot + ");");
        method(
            methods,
            "The bytes of {@code " + field.getName() + "}.",
            "final ByteRange",
            name + "Utf8()",
            range(field, fields));
      }
      case BYTES -> method(methods, doc, "final ByteRange", name + "()", range(field, fields));
      case MESSAGE -> child(field, fields, methods);
      default ->
          method(
              methods,
              doc,
              "final " + javaType(field),
              name + "()",
              "return " + getter(field) + "(" + slot + ");");
    }
  }

  /** A range that belongs to the field alone. */
  private static String range(FieldDescriptor field, StringBuilder fields) {
    String name = field.getJsonName();
    fields.append("  private @Nullable ByteRange ").append(name).append(";\n\n");
    return "ByteRange range = this."
        + name
        + ";\n    if (range == null) {\n      range = new ByteRange();\n      this."
        + name
        + " = range;\n    }\n    return range("
        + field.getIndex()
        + ", range);";
  }

  private static void child(FieldDescriptor field, StringBuilder fields, StringBuilder methods) {
    String name = field.getJsonName();
    String type = Names.of(field.getMessageType()) + "View";
    fields.append("  private @Nullable ").append(type).append(" ").append(name).append(";\n\n");
    method(
        methods,
        "{@code " + field.getName() + "}, through a view that is reused.",
        type,
        name + "()",
        type
            + " child = this."
            + name
            + ";\n    if (child == null) {\n      child = new "
            + type
            + "();\n      this."
            + name
            + " = child;\n    }\n    return own("
            + field.getIndex()
            + ", child);");
    method(
        methods,
        "{@code " + field.getName() + "}, through the caller's view.",
        "final " + type,
        name + "(" + type + " child)",
        "return message(" + field.getIndex() + ", child);");
  }

  private static void repeated(FieldDescriptor field, StringBuilder fields, StringBuilder methods) {
    String name = field.getJsonName();
    int slot = field.getIndex();
    boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    String doc = "A walk of {@code " + field.getName() + "}, with a cursor that is reused.";
    if (!message) {
      boolean text = field.getType() == FieldDescriptor.Type.STRING;
      String type = text ? "RangeCursor" : "NumberCursor";
      String engine = text ? "ranges" : "numbers";
      fields.append("  private @Nullable ").append(type).append(" ").append(name).append(";\n\n");
      method(
          methods,
          doc,
          "final " + type,
          name + "()",
          type
              + " walk = "
              + engine
              + "("
              + slot
              + ", "
              + name
              + ");\n    "
              + name
              + " = walk;\n    return walk;");
      return;
    }
    String item = Names.of(field.getMessageType()) + "View";
    boolean attributes = Names.attributes(field);
    String cursor = attributes ? "AttributesView" : "Cursor<" + item + ">";
    String made = attributes ? "new AttributesView()" : "new Cursor<>(new " + item + "())";
    fields.append("  private @Nullable ").append(cursor).append(" ").append(name).append(";\n\n");
    method(
        methods,
        doc,
        attributes ? cursor : "Cursor<? extends " + item + ">",
        name + "()",
        cursor
            + " walk = this."
            + name
            + ";\n    if (walk == null) {\n      walk = "
            + made
            + ";\n      this."
            + name
            + " = walk;\n    }\n    return "
            + (attributes ? "walk.of(this, " + slot + ");" : "each(" + slot + ", walk);"));
    String own = attributes ? "walk.of(this, " + slot + ")" : "each(" + slot + ", walk)";
    method(
        methods,
        "A walk of {@code " + field.getName() + "} with the caller's cursor.",
        "final " + cursor,
        name + "(" + cursor + " walk)",
        "return " + own + ";");
  }

  static void method(
      StringBuilder out, String doc, String modifiersAndType, String signature, String body) {
    out.append("  /** ").append(doc).append(" */\n  public ").append(modifiersAndType).append(' ');
    out.append(signature).append(" {\n    ").append(body).append("\n  }\n\n");
  }

  static String javaType(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT, ENUM -> "int";
      case LONG -> "long";
      case DOUBLE -> "double";
      case BOOLEAN -> "boolean";
      case STRING -> "String";
      case FLOAT, BYTE_STRING, MESSAGE -> throw new IllegalArgumentException(field.getFullName());
    };
  }

  static String getter(FieldDescriptor field) {
    return switch (field.getType()) {
      case INT32, UINT32, ENUM -> "int32";
      case SINT32 -> "sint32";
      case INT64, UINT64 -> "int64";
      case FIXED64, SFIXED64 -> "fixed64";
      case FIXED32 -> "fixed32";
      case DOUBLE -> "float64";
      case BOOL -> "bool";
      default -> throw new IllegalArgumentException(field.getFullName());
    };
  }

  private static String camel(String snake) {
    StringBuilder out = new StringBuilder();
    for (String word : snake.split("_")) {
      out.append(out.isEmpty() ? word : Names.capital(word));
    }
    return out.toString();
  }
}
