package io.beltline.receiver.webhookevent;

import io.beltline.api.Metadata;
import io.beltline.components.operators.RegexText;
import io.beltline.components.operators.RequestBuilder;
import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes attributes of headers: lists of texts, by names as HTTP writes them. Safe for all threads.
 */
final class HeaderAttributes {
  private static final String PREFIX = "header.";

  private final boolean all;
  private final @Nullable RegexText some;
  private final String required;

  HeaderAttributes(WebhookEventReceiverConfig config) {
    this.all = config.convertHeadersToAttributes();
    this.some = config.headerAttributeRegex();
    this.required = config.requiredHeader().key().toLowerCase(Locale.ROOT);
  }

  /** The attributes of each record, encoded. */
  Slice of(Metadata headers) {
    if (!all && some == null) {
      return Slice.EMPTY;
    }
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    headers
        .asMap()
        .forEach(
            (name, values) -> {
              String written = canonical(name);
              if (!name.equals(required) && isWanted(written)) {
                attributes.put(PREFIX + written, values);
              }
            });
    return Slice.of(RequestBuilder.attributes(attributes));
  }

  private boolean isWanted(String name) {
    if (some == null) {
      return all;
    }
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    return some.pattern().find(utf8, 0, utf8.length);
  }

  /** {@code x-event-id} as {@code X-Event-Id}. */
  private static String canonical(String name) {
    StringBuilder text = new StringBuilder(name.length());
    boolean begins = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      text.append(begins && c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
      begins = c == '-';
    }
    return text.toString();
  }
}
