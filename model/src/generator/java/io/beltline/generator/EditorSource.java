package io.beltline.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

/** The editor of a message type. */
final class EditorSource {
  private EditorSource() {}

  static String of(Descriptor message) {
    String name = Names.of(message) + "Editor";
    StringBuilder fields = new StringBuilder();
    StringBuilder methods = new StringBuilder();
    for (FieldDescriptor field : message.getFields()) {
      field(name, field, fields, methods);
    }
    return "package io.beltline.model.otlp;\n\nimport io.beltline.model.Slice;\n"
        + "import org.jspecify.annotations.Nullable;\n\n/** An editor of {@code "
        + message.getFullName()
        + "}. */\n@SuppressWarnings(\"unused\")\npublic final class "
        + name
        + " extends "
        + Names.of(message)
        + "View implements MessageEditor {\n"
        + fields
        + "  /** An editor of an empty message. */\n  public "
        + name
        + "() {\n    edit = new Edit(this);\n  }\n\n"
        + methods
        + "}\n";
  }

  private static void field(
      String editor, FieldDescriptor field, StringBuilder fields, StringBuilder methods) {
    String name = field.getJsonName();
    int slot = field.getIndex();
    String set = "Sets {@code " + field.getName() + "}.";
    ViewSource.method(
        methods,
        "Removes {@code " + field.getName() + "}.",
        editor,
        "clear" + Names.capital(name) + "()",
        "edit().clear(" + slot + ");\n    return this;");
    if (field.isRepeated()) {
      repeated(editor, field, fields, methods);
      return;
    }
    switch (field.getType()) {
      case STRING -> {
        setter(methods, set, editor, name, "String", "string", slot);
        setter(
            methods,
            "Sets the bytes of {@code " + field.getName() + "}.",
            editor,
            name,
            "Slice",
            "bytes",
            slot);
      }
      case BYTES -> {
        setter(methods, set, editor, name, "Slice", "bytes", slot);
        ViewSource.method(
            methods,
            set,
            editor,
            name + "(byte... value)",
            "edit().bytes(" + slot + ", Slice.of(value));\n    return this;");
      }
      case MESSAGE -> {
        String type = Names.of(field.getMessageType()) + "Editor";
        fields.append("  private @Nullable ").append(type).append(" ").append(name).append(";\n\n");
        methods.append("  @Override\n");
        member(
            methods,
            type,
            name + "()",
            type
                + " child = this."
                + name
                + ";\n    if (child == null) {\n      child = new "
                + type
                + "();\n      this."
                + name
                + " = child;\n    }\n    return edit().child("
                + slot
                + ", child);");
      }
      case UINT32 -> setter(methods, set, editor, name, "int", "uint32", slot);
      default ->
          setter(
              methods,
              set,
              editor,
              name,
              ViewSource.javaType(field),
              ViewSource.getter(field),
              slot);
    }
  }

  private static void repeated(
      String editor, FieldDescriptor field, StringBuilder fields, StringBuilder methods) {
    String name = field.getJsonName();
    int slot = field.getIndex();
    if (field.getType() == FieldDescriptor.Type.STRING) {
      ViewSource.method(
          methods,
          "Adds one of {@code " + field.getName() + "}.",
          editor,
          "add" + Names.capital(name) + "(String value)",
          "edit().addString(" + slot + ", value);\n    return this;");
    } else if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      String type = ViewSource.javaType(field);
      String raw =
          switch (type) {
            case "double" -> "Double.doubleToRawLongBits(values[i])";
            default -> "values[i]";
          };
      ViewSource.method(
          methods,
          "Sets all of {@code " + field.getName() + "}.",
          editor,
          name + "(" + type + "... values)",
          "long[] raw = new long[values.length];\n    for (int i = 0; i < raw.length; i++) {\n"
              + "      raw[i] = "
              + raw
              + ";\n    }\n    edit().packed("
              + slot
              + ", raw);\n    return this;");
    } else if (Names.attributes(field)) {
      cursor(
          fields,
          methods,
          name,
          "AttributesEditor",
          "new AttributesEditor()",
          "walk.of(this, " + slot + ")");
    } else {
      String item = Names.of(field.getMessageType()) + "Editor";
      cursor(
          fields,
          methods,
          name,
          "EditCursor<" + item + ">",
          "new EditCursor<>(edit(), " + slot + ", new " + item + "())",
          "walk.restart()");
    }
  }

  private static void cursor(
      StringBuilder fields,
      StringBuilder methods,
      String name,
      String type,
      String made,
      String start) {
    fields.append("  private @Nullable ").append(type).append(" ").append(name).append(";\n\n");
    methods.append("  @Override\n");
    member(
        methods,
        type,
        name + "()",
        type
            + " walk = this."
            + name
            + ";\n    if (walk == null) {\n      walk = "
            + made
            + ";\n      this."
            + name
            + " = walk;\n    }\n    return "
            + start
            + ";");
  }

  private static void setter(
      StringBuilder methods,
      String doc,
      String editor,
      String name,
      String type,
      String engine,
      int slot) {
    ViewSource.method(
        methods,
        doc,
        editor,
        name + "(" + type + " value)",
        "edit()." + engine + "(" + slot + ", value);\n    return this;");
  }

  private static void member(StringBuilder out, String type, String signature, String body) {
    out.append("  public ").append(type).append(' ').append(signature).append(" {\n    ");
    out.append(body).append("\n  }\n\n");
  }
}
