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
 * once. From the first one that is not (unknown fields, unusual wire types, other orders) the rest
 * is left to the scan of all types.
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
      return method("return UsualLayout." + Names.small(name) + "(this) ? to : from;\n");
    }
    return READ_FOR_EACH_ITEM.contains(name) ? method(scan(message)) : "";
  }

  private static String method(String body) {
    return "  @Override\n  final int quick() {\n    " + body + "  }\n\n";
  }

  private static String scan(Descriptor message) {
    List<FieldDescriptor> fields =
        message.getFields().stream()
            .sorted(Comparator.comparingInt(FieldDescriptor::getNumber))
            .toList();
    StringBuilder out =
        new StringBuilder(
            """
            byte[] b = array;
                int[] s = slots;
                int end = to;
                int last = end - 2;
                int at = from;
                long seen = 0;
                s[LAST] = 0; // the furthest first: that the others are there is known then
                int head = at <= last ? (short) SHORT.get(b, at) : 0;
                int tag = head & 0xff;
            """
                .replace("LAST", Integer.toString(2 * fields.size() - 1)));
    fields.forEach(field -> field(field, out));
    return out.append("    present = seen;\n    return at;\n").toString();
  }

  private static void field(FieldDescriptor field, StringBuilder out) {
    int wire = wireType(field);
    int tag = field.getNumber() << 3 | wire;
    String from = "s[" + 2 * field.getIndex() + "]";
    out.append("    if (").append(tagMatches(tag)).append(") {\n");
    if (field.isRepeated()) {
      if (tag >= 0x80) {
        throw new IllegalArgumentException(field.getFullName() + " has a tag of two bytes");
      }
      line(out, from + " = at;");
      String run = Names.attributes(field) ? "run(b, at, end)" : "(int) Wire.run(b, at, end)";
      line(out, "at = " + run + ";");
    } else {
      if (field.getRealContainingOneof() != null) {
        line(out, "seen &= ~" + hex(rivals(field)) + ";");
      }
      value(field, wire, tag < 0x80 ? 1 : 2, from, out);
    }
    line(out, "s[" + (2 * field.getIndex() + 1) + "] = at;");
    line(out, "seen |= " + hex(1L << field.getIndex()) + ";");
    line(out, "head = at <= last ? (short) SHORT.get(b, at) : 0;");
    line(out, "tag = head & 0xff;");
    out.append("    }\n");
  }

  private static void value(
      FieldDescriptor field, int wire, int tagSize, String from, StringBuilder out) {
    int head = tagSize + (wire == 2 ? 1 : 0);
    line(out, from + " = at + " + head + ";");
    switch (wire) {
      case 0 -> {
        String brief = tagSize == 1 ? "head >= 0 ? at + 2 : " : "";
        line(out, "at = " + brief + "Wire.skipVarint(b, at + " + tagSize + ", end);");
      }
      case 2 -> bytes(field, tagSize, from, out);
      default -> line(out, "at = Wire.skip(b, at + " + tagSize + ", end, " + wire + ");");
    }
  }

  private static void bytes(FieldDescriptor field, int tagSize, String from, StringBuilder out) {
    if (Names.hex(field)) { // its length does not have to come from memory then
      int id = field.getName().equals("trace_id") ? 16 : 8;
      int head = id << 8 | field.getNumber() << 3 | 2;
      line(out, "if (head == " + head + " && end - at >= " + (id + 2) + ") {");
      line(out, "  at += " + (id + 2) + ";");
      out.append("      } else ");
    } else {
      out.append("      ");
    }
    out.append(tagSize > 1 ? "{\n" : "if (head >= 0 && (head >> 8) <= last - at) {\n");
    if (tagSize == 1) {
      line(out, "  at += 2 + (head >> 8);");
      line(out, "} else {");
    }
    line(out, "  long content = Wire.open(b, at + " + tagSize + ", end);");
    line(out, "  " + from + " = (int) (content >>> 32);");
    line(out, "  at = (int) content;");
    line(out, "}");
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
        : "(head & 0xffff) == " + (tag & 0x7f | 0x80 | tag >>> 7 << 8);
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
    out.append("      ").append(code).append('\n');
  }
}
