package io.beltline.ottl.function;

import io.beltline.model.Slice;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code URL}: takes a URL apart as Go's net/url does it. Stateless.
 *
 * <p>Source: https://pkg.go.dev/net/url#Parse, and the names of the OpenTelemetry conventions for
 * URLs.
 */
final class UrlParts {
  private final String url;
  private final ValueWriter out = new ValueWriter();
  private final Cell cell = new Cell();

  private UrlParts(String url) {
    this.url = url;
  }

  static Slice read(String url) {
    if (url.isEmpty()) {
      throw new EvaluationException("the URL is empty");
    }
    for (int i = 0; i < url.length(); i++) {
      if (url.charAt(i) < 0x20 || url.charAt(i) == 0x7f) {
        throw new EvaluationException("the URL has a control character at " + (i + 1));
      }
    }
    return url.startsWith("?") ? query(url.substring(1)) : new UrlParts(url).read();
  }

  private void put(String key, String value) {
    out.entry(key, cell.text(value));
  }

  private Slice read() {
    int hash = url.indexOf('#');
    String fragment = hash < 0 ? "" : decoded(url.substring(hash + 1), false);
    String rest = hash < 0 ? url : url.substring(0, hash);
    String scheme = scheme(rest);
    rest = scheme.isEmpty() ? rest : rest.substring(scheme.length() + 1);
    int mark = rest.indexOf('?');
    String query = mark < 0 ? "" : rest.substring(mark + 1);
    rest = mark < 0 ? rest : rest.substring(0, mark);
    String authority = "";
    boolean opaque = !scheme.isEmpty() && !rest.startsWith("/");
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      authority = rest.substring(2, slash < 0 ? rest.length() : slash);
      rest = slash < 0 ? "" : rest.substring(slash);
    } else if (scheme.isEmpty() && colonInFirstPart(rest)) {
      throw new EvaluationException("the first part of the URL's path has a colon");
    }
    int at = authority.lastIndexOf('@');
    String userInfo = at < 0 ? "" : authority.substring(0, at);
    String hostPort = authority.substring(at + 1);
    int colon = portColon(hostPort);
    String host = colon < 0 ? hostPort : hostPort.substring(0, colon);
    String port = colon < 0 ? "" : hostPort.substring(colon + 1);
    String path = opaque ? "" : decoded(rest, false);
    put("url.original", url);
    put("url.domain", unbracketed(host));
    put("url.scheme", scheme.toLowerCase(Locale.ROOT));
    put("url.path", path);
    if (!port.isEmpty()) {
      out.entry("url.port", cell.integer(number(port)));
    }
    if (!fragment.isEmpty()) {
      put("url.fragment", fragment);
    }
    if (at >= 0) {
      user(userInfo);
    }
    if (!query.isEmpty()) {
      put("url.query", query);
    }
    int dot = path.lastIndexOf('.');
    if (dot >= 0 && dot < path.length() - 1) {
      put("url.extension", path.substring(dot + 1));
    }
    return out.slice();
  }

  private void user(String userInfo) {
    put("url.user_info", userInfo);
    int colon = userInfo.indexOf(':');
    String name = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon), false);
    if (!name.isEmpty()) {
      put("url.username", name);
    }
    if (colon >= 0) {
      put("url.password", decoded(userInfo.substring(colon + 1), false));
    }
  }

  private static String scheme(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (c == ':') {
        if (i == 0) {
          throw new EvaluationException("the URL has no scheme before its colon");
        }
        return text.substring(0, i);
      }
      if (!letter && (i == 0 || !((c >= '0' && c <= '9') || "+-.".indexOf(c) >= 0))) {
        return "";
      }
    }
    return "";
  }

  private static boolean colonInFirstPart(String path) {
    int slash = path.indexOf('/');
    return (slash < 0 ? path : path.substring(0, slash)).indexOf(':') >= 0;
  }

  private static int portColon(String hostPort) {
    int colon = hostPort.lastIndexOf(':');
    return colon > hostPort.lastIndexOf(']') ? colon : -1;
  }

  private static String unbracketed(String host) {
    if (host.startsWith("[") != host.endsWith("]")) {
      throw new EvaluationException("the URL's host has a single bracket");
    }
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : decoded(host, false);
  }

  private static long number(String port) {
    if (port.length() > 9 || !port.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new EvaluationException("\"" + port + "\" is no port");
    }
    return Long.parseLong(port);
  }

  private static String decoded(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0) {
      return plusIsSpace ? text.replace('+', ' ') : text;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(utf8.length);
    for (int i = 0; i < utf8.length; i++) {
      if (utf8[i] == '%') {
        int high = i + 2 < utf8.length ? Character.digit(utf8[i + 1], 16) : -1;
        int low = i + 2 < utf8.length ? Character.digit(utf8[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw new EvaluationException("the URL has a % without two hexadecimal digits");
        }
        out.write(high * 16 + low);
        i += 2;
      } else {
        out.write(plusIsSpace && utf8[i] == '+' ? ' ' : utf8[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Slice query(String text) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      if (pair.indexOf(';') >= 0) {
        throw new EvaluationException("the query has a semicolon");
      }
      int equals = pair.indexOf('=');
      String key = decoded(equals < 0 ? pair : pair.substring(0, equals), true);
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), true);
      parameters.computeIfAbsent(key, k -> new java.util.ArrayList<>()).add(value);
    }
    ValueWriter map = new ValueWriter();
    Cell cell = new Cell();
    parameters.forEach(
        (key, values) -> {
          ValueWriter list = new ValueWriter();
          values.forEach(value -> list.element(cell.text(value)));
          map.entry(key, new Cell().list(list.slice()));
        });
    ValueWriter out = new ValueWriter();
    if (!parameters.isEmpty()) {
      out.entry("query", new Cell().map(map.slice()));
    }
    return out.slice();
  }
}
