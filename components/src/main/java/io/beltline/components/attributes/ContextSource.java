package io.beltline.components.attributes;

import io.beltline.api.Context;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where {@code from_context} takes a text from. */
@FunctionalInterface
interface ContextSource {

  /** The text, or null if the request has none. */
  @Nullable String read(Context context);

  static ContextSource of(String name) {
    if (name.equals("client.address")) {
      return context -> emptyAsNull(host(context.client().address()));
    }
    if (name.startsWith("auth.")) {
      String attribute = name.substring("auth.".length());
      return context -> {
        Object value = context.auth().get(attribute);
        return switch (value) {
          case String text -> text;
          case List<?> texts -> texts.isEmpty() ? null : joined(texts);
          case null, default -> null; // texts only, as in the OpenTelemetry Collector
        };
      };
    }
    String header = name.startsWith("metadata.") ? name.substring("metadata.".length()) : name;
    return context -> {
      List<String> values = context.metadata().get(header);
      return values.isEmpty() ? null : joined(values);
    };
  }

  private static String joined(List<?> texts) {
    return texts.stream().map(String::valueOf).collect(Collectors.joining(";"));
  }

  private static @Nullable String emptyAsNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** The host of host:port; IPv6 literals lose their brackets. */
  private static String host(String address) {
    int colon = address.lastIndexOf(':');
    boolean bareIpv6 = colon != address.indexOf(':') && !address.startsWith("[");
    String host = colon < 0 || bareIpv6 ? address : address.substring(0, colon);
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
