package io.beltline.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A scan of one message type's own, for types that are read for each item.
 *
 * <p>Writers put fields in the order of their numbers, so the fields are asked for in that order,
 * around and around. What is not asked for (unknown fields, unusual wire types, a message that is
 * to be merged) is left to the scan of all types, which starts over.
 */
final class QuickSource {
  private static final Set<String> READ_FOR_EACH_ITEM =
      Set.of(
          "ExportTraceServiceRequest",
          "ResourceSpans",
          "ScopeSpans",
          "Span",
          "SpanEvent",
          "SpanLink",
          "Status",
          "ExportLogsServiceRequest",
          "ResourceLogs",
          "ScopeLogs",
          "LogRecord",
          "ExportMetricsServiceRequest",
          "ResourceMetrics",
          "ScopeMetrics",
          "Metric",
          "Gauge",
          "Sum",
          "NumberDataPoint");

  private QuickSource() {}

  static String of(Descriptor message) {
    String name = Names.of(message);
    if (name.equals("AnyValue") || name.equals("KeyValue")) {
      return method("return UsualLayout." + Names.small(name) + "(this);\n");
    }
    return READ_FOR_EACH_ITEM.contains(name) ? method(scan(message)) : "";
  }

  private static String method(String body) {
    return "  @Override\n  final boolean quick() {\n    " + body + "  }\n\n";
  }

  private static String scan(Descriptor message) {
    StringBuilder out =
        new StringBuilder(
            """
            byte[] b = array;
                int[] s = slots;
                int end = to;
                int at = from;
                int tag = at < end ? b[at] : 0;
                long seen = 0;
                while (at < end) {
                  int before = at;
            """);
    List<FieldDescriptor> fields =
        message.getFields().stream()
            .sorted(Comparator.comparingInt(FieldDescriptor::getNumber))
            .toList();
    fields.forEach(field -> field(field, out));
    return out.append(
            """
                  if (at == before) {
                    return false;
                  }
                }
                present = seen;
                return true;
            """)
        .toString();
  }

  private static void field(FieldDescriptor field, StringBuilder out) {
    int wire = wireType(field);
    int tag = field.getNumber() << 3 | wire;
    int value = tag < 0x80 ? 1 : 2;
    int from = 2 * field.getIndex();
    long bit = 1L << field.getIndex();
    String seen = "(seen & " + hex(bit) + ")";
    out.append("      if (").append(tagMatches(tag)).append(") {\n");
    if (field.isRepeated()) {
      if (value > 1) {
        throw new IllegalArgumentException(field.getFullName() + " has a tag of two bytes");
      }
      line(out, "if (" + seen + " == 0) {\n          s[" + from + "] = at;\n        }");
      String run = Names.attributes(field) ? "run(b, at, end)" : "(int) Wire.run(b, at, end)";
      line(out, "at = " + run + ";");
    } else {
      if (field.getRealContainingOneof() != null) {
        line(out, "seen &= ~" + hex(rivals(field)) + ";");
      } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        line(out, "if (" + seen + " != 0) {\n          return false;\n        }");
      }
      int expected = Names.hex(field) ? field.getName().equals("trace_id") ? 16 : 8 : 0;
      if (expected > 0) {
        line(out, "if (end - at >= " + (expected + 2) + " && b[at + 1] == " + expected + ") {");
        line(out, "  s[" + from + "] = at + 2;");
        line(out, "  at += " + (expected + 2) + ";");
        line(out, "} else {");
      }
      switch (wire) {
        case 0 -> {
          line(out, "s[" + from + "] = at + " + value + ";");
          line(out, "at = Wire.skipVarint(b, at + " + value + ", end);");
        }
        case 2 -> {
          line(out, "long content = Wire.open(b, at + " + value + ", end);");
          line(out, "s[" + from + "] = (int) (content >>> 32);");
          line(out, "at = (int) content;");
        }
        default -> {
          line(out, "s[" + from + "] = at + " + value + ";");
          line(out, "at = Wire.skip(b, at + " + value + ", end, " + wire + ");");
        }
      }
      if (expected > 0) {
        line(out, "}");
      }
    }
    line(out, "s[" + (from + 1) + "] = at;");
    line(out, "seen |= " + hex(bit) + ";");
    line(out, "tag = at < end ? b[at] : 0;");
    out.append("      }\n");
  }

  private static int wireType(FieldDescriptor field) {
    return field.isPacked()
        ? 2
        : switch (field.getType()) {
          case STRING, BYTES, MESSAGE -> 2;
          case FIXED64, SFIXED64, DOUBLE -> 1;
          case FIXED32 -> 5;
          default -> 0;
        };
  }

  private static String tagMatches(int tag) {
    return tag < 0x80
        ? "tag == " + tag
        : "tag == " + (byte) tag + " && at < end - 1 && b[at + 1] == " + (tag >>> 7);
  }

  private static long rivals(FieldDescriptor field) {
    long bits = 0;
    for (FieldDescriptor member : field.getContainingOneof().getFields()) {
      bits |= 1L << member.getIndex();
    }
    return bits;
  }

  private static String hex(long bits) {
    return "0x" + Long.toHexString(bits) + "L";
  }

  private static void line(StringBuilder out, String code) {
    out.append("        ").append(code).append('\n');
  }
}
