package io.beltline.generator;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;

/** The numbers of an enumeration as constants. */
final class EnumSource {
  private EnumSource() {}

  static String of(EnumDescriptor type) {
    StringBuilder out = new StringBuilder("package io.beltline.model.otlp;\n\n");
    out.append("/** The numbers of {@code ").append(type.getFullName());
    out.append("}. Others may occur. */\npublic final class ").append(Names.of(type));
    out.append(" {\n  private ").append(Names.of(type)).append("() {}\n");
    String prefix = Names.constant(type.getName()) + "_";
    for (EnumValueDescriptor value : type.getValues()) {
      String name = value.getName();
      String brief = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
      out.append("\n  /** {@code ").append(name).append("}. */\n");
      out.append("  public static final int ").append(brief).append(" = ");
      out.append(value.getNumber()).append(";\n");
    }
    return out.append("}\n").toString();
  }
}
