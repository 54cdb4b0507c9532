package io.beltline.ottl.transform;

import io.beltline.model.Slice;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.TextPattern;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines in the Common Log Format and in the combined one. Stateless. */
final class ClfMessage {
  private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final String COMMON =
      "(\\S+) (\\S+) (\\S+) \\[([^\\]]+)\\] " + QUOTED + " (\\S+) (\\S+)";
  private static final TextPattern LINE = whole(COMMON);
  private static final TextPattern COMBINED = whole(COMMON + " " + QUOTED + " " + QUOTED);

  private ClfMessage() {}

  private static TextPattern whole(String regex) {
    try {
      return TextPattern.of("^" + regex + "$");
    } catch (InvalidPatternException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Slice parse(String line, boolean isCombined) {
    Captures parts = (isCombined ? COMBINED : LINE).captures(line.strip());
    if (!parts.next()) {
      throw new EvaluationException(
          "the text is no line in the " + (isCombined ? "combined" : "common") + " log format");
    }
    MapBuilder map = new MapBuilder();
    map.text("clf.remote_host", parts.text(1));
    map.text("clf.rfc931", parts.text(2));
    map.text("clf.auth_user", parts.text(3));
    map.text("clf.timestamp", parts.text(4));
    String request = unescape(parts.text(5));
    map.text("clf.request", request);
    String[] words = request.split(" ", 3);
    if (words.length == 3) {
      map.text("clf.method", words[0]);
      map.text("clf.request_uri", words[1]);
      map.text("clf.protocol", words[2]);
    }
    map.integer("clf.status", number("status", parts.text(6)));
    if (!parts.text(7).equals("-")) {
      map.integer("clf.bytes", number("number of bytes", parts.text(7)));
    }
    if (isCombined) {
      map.text("clf.referer", unescape(parts.text(8)));
      map.text("clf.user_agent", unescape(parts.text(9)));
    }
    return map.build();
  }

  private static long number(String what, String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException wrong) {
      throw new EvaluationException("\"" + digits + "\" is no " + what + " (expected: digits)");
    }
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
    int i = 0;
    while (i < in.length) {
      if (in[i] == '\\' && i + 1 < in.length) {
        i += escape(in, i + 1, out);
      } else {
        out.write(in[i]);
      }
      i++;
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Writes what stands behind a backslash, and says how many bytes that was. */
  private static int escape(byte[] in, int at, ByteArrayOutputStream out) {
    int control = "bfnrtv".indexOf(in[at]);
    if (in[at] == 'x' && at + 2 < in.length && digit(in[at + 1]) >= 0 && digit(in[at + 2]) >= 0) {
      out.write(digit(in[at + 1]) << 4 | digit(in[at + 2]));
      return 3;
    }
    if (control >= 0) {
      out.write("\b\f\n\r\t\u000b".charAt(control));
    } else if (in[at] == '"' || in[at] == '\\') {
      out.write(in[at]);
    } else {
      out.write('\\');
      out.write(in[at]);
    }
    return 1;
  }

  private static int digit(byte c) {
    return Character.digit(c, 16);
  }
}
