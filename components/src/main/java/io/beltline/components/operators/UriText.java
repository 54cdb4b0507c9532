package io.beltline.components.operators;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads URIs as they stand in requests: absolute, from the path on, or a query alone. There is no
 * fragment in those.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986">RFC 3986</a>
 */
final class UriText {
  private static final String PATH = "-_.~!$&'()*+,;=:@[]/%";

  private final Map<String, @Nullable Object> parts = new LinkedHashMap<>();

  private UriText() {}

  /**
   * The parts of a URI that are not empty: scheme, user, host, port, path, and query as lists.
   *
   * @throws OperatorException if it is none
   */
  static Map<String, @Nullable Object> parts(String text) throws OperatorException {
    UriText uri = new UriText();
    if (text.startsWith("?")) {
      uri.query(text.substring(1), true);
    } else {
      uri.whole(text);
    }
    return uri.parts;
  }

  private static OperatorException none(String text, String expected) {
    return new OperatorException("\"" + text + "\" is no URI (expected: " + expected + ")");
  }

  private void whole(String text) throws OperatorException {
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw none(text, "no control characters");
    }
    String rest = text;
    int scheme = schemeEnd(text);
    if (scheme > 0) {
      parts.put("scheme", text.substring(0, scheme).toLowerCase(Locale.ROOT));
      rest = text.substring(scheme + 1);
    }
    int query = rest.indexOf('?');
    String place = query < 0 ? rest : rest.substring(0, query);
    if (place.startsWith("/")) {
      path(scheme > 0 && place.startsWith("//") ? authority(place, text) : place);
    } else if (scheme <= 0) {
      throw none(text, "a scheme, / or ? at its start");
    }
    if (query >= 0) {
      query(rest.substring(query + 1), false);
    }
  }

  /** Where the colon stands behind a scheme; 0 if there is none. */
  private static int schemeEnd(String text) throws OperatorException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      if (c == ':' && i == 0) {
        throw none(text, "a scheme before the colon");
      } else if (c == ':') {
        return i;
      } else if (!letter && (i == 0 || "0123456789+-.".indexOf(c) < 0)) {
        return 0;
      }
    }
    return 0;
  }

  /** Takes user, host and port; returns the path. */
  private String authority(String place, String text) throws OperatorException {
    int slash = place.indexOf('/', 2);
    String path = slash < 0 ? "" : place.substring(slash);
    String authority = place.substring(2, slash < 0 ? place.length() : slash);
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      String user = authority.substring(0, at);
      int password = user.indexOf(':');
      put("user", decoded(password < 0 ? user : user.substring(0, password), false));
      authority = authority.substring(at + 1);
    }
    int bracket = authority.lastIndexOf(']');
    if (authority.startsWith("[") != bracket >= 0) {
      throw none(text, "an address between [ and ]");
    }
    int colon = authority.indexOf(':', Math.max(0, bracket));
    String port = colon < 0 ? "" : authority.substring(colon + 1);
    if (!port.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw none(text, "a number behind the host");
    }
    String host = colon < 0 ? authority : authority.substring(0, colon);
    put("host", bracket < 0 ? decoded(host, false) : host.substring(1, bracket));
    put("port", port);
    return path;
  }

  private void put(String key, String value) {
    if (!value.isEmpty()) {
      parts.put(key, value);
    }
  }

  private void path(String path) throws OperatorException {
    decoded(path, false);
    StringBuilder escaped = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b > 0 && (Character.isLetterOrDigit(b) || PATH.indexOf(b) >= 0);
      escaped.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
    }
    put("path", escaped.toString());
  }

  /** Takes the parameters; those that are none are left out, or refused. */
  private void query(String text, boolean strict) throws OperatorException {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      try {
        add(parameters, pair);
      } catch (OperatorException wrong) {
        if (strict) {
          throw wrong;
        }
      }
    }
    if (!parameters.isEmpty()) {
      parts.put("query", parameters);
    }
  }

  private static void add(Map<String, @Nullable Object> parameters, String pair)
      throws OperatorException {
    if (pair.indexOf(';') >= 0) {
      throw new OperatorException("\"" + pair + "\" is no parameter (expected: no semicolon)");
    }
    int equals = pair.indexOf('=');
    String key = decoded(equals < 0 ? pair : pair.substring(0, equals), true);
    String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), true);
    values(parameters, key).add(value);
  }

  @SuppressWarnings("unchecked") // only lists are put into it
  private static List<@Nullable Object> values(
      Map<String, @Nullable Object> parameters, String key) {
    return (List<@Nullable Object>)
        requireNonNull(parameters.computeIfAbsent(key, one -> new ArrayList<@Nullable Object>()));
  }

  private static String decoded(String text, boolean plus) throws OperatorException {
    if (text.indexOf('%') < 0 && !(plus && text.indexOf('+') >= 0)) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%') {
        int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
        int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw none(text, "two hex digits behind %");
        }
        out.write(16 * high + low);
        i += 2;
      } else {
        out.write(plus && bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
