package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;

/** Entities of XML. Stateless. */
final class XmlText {
  private XmlText() {}

  /** A text without references: each becomes its character. */
  static String decode(String raw) {
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c < 0x20 && c != '\n' && c != '\t') {
        throw new EvaluationException(
            "the text is no XML: it has the character " + (int) c + ", which XML has not");
      }
      if (c != '&') {
        out.append(c);
        continue;
      }
      int end = raw.indexOf(';', i);
      out.appendCodePoint(
          end < 0 ? unknown(raw.substring(i + 1)) : character(raw.substring(i + 1, end)));
      i = end;
    }
    return out.toString();
  }

  private static int character(String name) {
    return switch (name) {
      case "lt" -> '<';
      case "gt" -> '>';
      case "amp" -> '&';
      case "quot" -> '"';
      case "apos" -> '\'';
      default -> name.startsWith("#") ? number(name) : unknown(name);
    };
  }

  private static int number(String name) {
    boolean isHex = name.startsWith("#x");
    int code;
    try {
      code = Integer.parseInt(name.substring(isHex ? 2 : 1), isHex ? 16 : 10);
    } catch (NumberFormatException wrong) {
      return unknown(name);
    }
    boolean known =
        code == '\t'
            || code == '\n'
            || code == '\r'
            || (code >= 0x20 && Character.isValidCodePoint(code));
    return known && (code < 0xd800 || code > 0xdfff) ? code : unknown(name);
  }

  private static int unknown(String name) {
    String shown = name.length() > 20 ? name.substring(0, 20) : name;
    throw new EvaluationException("the text is no XML: there is no character &" + shown + ";");
  }

  /** A text in which nothing looks like a tag, a reference or the end of a value. */
  static void encode(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '\'' -> out.append("&#39;");
        case '"' -> out.append("&#34;");
        default -> out.append(c);
      }
    }
  }
}
