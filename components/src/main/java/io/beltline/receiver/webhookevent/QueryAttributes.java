package io.beltline.receiver.webhookevent;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a query: the first value of each name that has one. Stateless. */
final class QueryAttributes {
  private QueryAttributes() {}

  static Map<String, String> of(String query) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (!value.isEmpty()) {
        attributes.putIfAbsent(decoded(pair.substring(0, equals)), value);
      }
    }
    return attributes;
  }

  /** What is badly encoded stays as it is. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badly) {
      return text;
    }
  }
}
