package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.FlatDocument;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Adds attributes of one level to a document of the Elastic Common Schema, under the schema's names
 * where it has one for them, and nowhere in the way of its fields. One thread.
 */
final class EcsAttributes {
  /** Places that were found before; when there are more than this, they are forgotten. */
  private static final int MOST_KNOWN = 1024;

  private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private final FlatDocument document;
  private final Map<String, String> names;
  private final Map<String, String> places = new HashMap<>();

  /**
   * Adds to a document.
   *
   * @param names what attributes are called in the schema; an empty name for those that are not
   *     written
   */
  EcsAttributes(FlatDocument document, Map<String, String> names) {
    this.document = document;
    this.names = names;
  }

  /** Adds the attributes of a resource; its name is that of its host too, unless it has another. */
  void addResource(AttributesView attributes) {
    boolean hasHostname = attributes.contains("host.hostname");
    while (attributes.next()) {
      String key = attributes.key();
      if (!hasHostname && key.equals("host.name")) {
        put("host.hostname", attributes.value());
      }
      add(key, attributes.value());
    }
  }

  /** Adds attributes. */
  void add(AttributesView attributes) {
    while (attributes.next()) {
      add(attributes.key(), attributes.value());
    }
  }

  /** Adds an attribute. */
  void add(String key, AnyValueView value) {
    String name = names.getOrDefault(key, key);
    if (name.isEmpty()) {
      return;
    }
    boolean isAddress = !EcsFields.ADDRESSES.contains(name) || isAddress(value.asString());
    put(isAddress ? name : key, value);
  }

  private void put(String field, AnyValueView value) {
    if (value.valueCase() == AnyValueView.KVLIST_VALUE
        && (EcsFields.OBJECTS.contains(field) || EcsFields.VALUES.contains(field))) {
      for (AttributesView inner = value.kvlistValue().values(); inner.next(); ) {
        put(field + "." + inner.key(), inner.value());
      }
    } else {
      document.attribute(isListOfMaps(value) ? field : place(field), value);
    }
  }

  /** An engine takes a list of objects where an object is. */
  private static boolean isListOfMaps(AnyValueView value) {
    if (value.valueCase() != AnyValueView.ARRAY_VALUE) {
      return false;
    }
    var items = value.arrayValue().values();
    return items.next() && items.item().valueCase() == AnyValueView.KVLIST_VALUE;
  }

  private String place(String field) {
    if (places.size() >= MOST_KNOWN) {
      places.clear();
    }
    return places.computeIfAbsent(field, EcsFields::place);
  }

  /** Whether a text is an address and no host's name. Asks no name server. */
  private static boolean isAddress(String text) {
    if (text.indexOf('%') >= 0 || !(text.indexOf(':') >= 0 || DOTTED.matcher(text).matches())) {
      return false;
    }
    try {
      return InetAddress.ofLiteral(text).getAddress().length > 0;
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }
}
