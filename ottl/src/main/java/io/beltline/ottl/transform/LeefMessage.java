package io.beltline.ottl.transform;

import io.beltline.model.Slice;
import io.beltline.ottl.EvaluationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads messages in the Log Event Extended Format 1.0 and 2.0. Stateless. */
final class LeefMessage {
  private static final String BEGIN = "LEEF:";
  private static final Pattern HEX = Pattern.compile("0[xX]([0-9a-fA-F]{2})");

  private LeefMessage() {}

  static Slice parse(String message) {
    int begin = message.indexOf(BEGIN);
    if (begin < 0) {
      throw new EvaluationException("the text is no LEEF: it has no LEEF:");
    }
    String[] head = message.substring(begin + BEGIN.length()).split("\\|", 2);
    String version = head[0];
    if (!version.equals("1.0") && !version.equals("2.0")) {
      throw new EvaluationException(
          "LEEF \"" + version + "\" is not known (expected: LEEF:1.0| or LEEF:2.0|)");
    }
    String[] fields = (head.length == 2 ? head[1] : "").split("\\|", 5);
    if (fields.length < 4) {
      throw new EvaluationException(
          "the header of the LEEF message has "
              + fields.length
              + " fields (expected: vendor, product, version and event id, with | between them)");
    }
    MapBuilder map = new MapBuilder().text("leef.version", version);
    map.text("leef.vendor", fields[0]).text("leef.product.name", fields[1]);
    map.text("leef.product.version", fields[2]).text("leef.event.id", fields[3]);
    MapBuilder attributes = new MapBuilder();
    attributes(version, fields.length == 5 ? fields[4] : "").forEach(attributes::text);
    return map.map("leef.attributes", attributes.build()).build();
  }

  /** The second version may name what stands between attributes, unless that looks like one. */
  private static Map<String, String> attributes(String version, String rest) {
    int bar = rest.indexOf('|');
    String first = bar < 0 ? rest : rest.substring(0, bar);
    if (version.equals("1.0") || first.indexOf('=') >= 0) {
      return pairs(rest, "\t");
    }
    return pairs(bar < 0 ? "" : rest.substring(bar + 1), delimiter(first));
  }

  private static String delimiter(String written) {
    if (written.isEmpty()) {
      return "\t";
    }
    Matcher hex = HEX.matcher(written);
    if (hex.matches()) {
      return String.valueOf((char) Integer.parseInt(hex.group(1), 16));
    }
    if (written.length() != 1) {
      throw new EvaluationException(
          "\""
              + written
              + "\" cannot stand between LEEF attributes (expected: one character, 0x09)");
    }
    return written;
  }

  private static Map<String, String> pairs(String text, String delimiter) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split(Pattern.quote(delimiter), -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return pairs;
  }
}
