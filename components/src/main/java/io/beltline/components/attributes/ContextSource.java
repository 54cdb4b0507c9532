package io.beltline.components.attributes;

import io.beltline.api.Context;
import java.util.List;
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
        return value == null ? null : value.toString();
      };
    }
    String header = name.startsWith("metadata.") ? name.substring("metadata.".length()) : name;
    return context -> {
      List<String> values = context.metadata().get(header);
      return values.isEmpty() ? null : String.join(";", values);
    };
  }

  private static @Nullable String emptyAsNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** The host of host:port; IPv6 literals lose their brackets. */
  private static String host(String address) {
    int colon = address.lastIndexOf(':');
    String host = colon < 0 ? address : address.substring(0, colon);
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
