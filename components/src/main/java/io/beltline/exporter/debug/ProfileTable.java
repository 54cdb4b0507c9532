package io.beltline.exporter.debug;

import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.KeyValueAndUnitView;
import io.beltline.model.otlp.ProfilesDictionaryView;
import java.util.ArrayList;
import java.util.List;

/** The attributes in the dictionary of a request of profiles, by their numbers. */
final class ProfileTable {
  private final List<String> strings = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  ProfileTable(ProfilesDictionaryView dictionary) {
    for (var texts = dictionary.stringTable(); texts.next(); ) {
      strings.add(texts.item().toUtf8());
    }
    var attributes = dictionary.attributeTable(new Cursor<>(new KeyValueAndUnitView()));
    while (attributes.next()) {
      var attribute = attributes.item();
      var value = attribute.value();
      entries.add(new Entry(attribute.keyStrindex(), value.asString(), Lines.typed(value)));
    }
  }

  /** {@code key: Str(value)}. */
  String typed(int number) {
    return number < 0 || number >= entries.size()
        ? missing(number)
        : key(entries.get(number)) + ": " + entries.get(number).typed();
  }

  /** {@code key=value}. */
  String plain(int number) {
    return number < 0 || number >= entries.size()
        ? missing(number)
        : key(entries.get(number)) + "=" + entries.get(number).text();
  }

  private String key(Entry entry) {
    int number = entry.key();
    return number < 0 || number >= strings.size()
        ? "[Missing Dictionary Key String Item #" + number + "]"
        : strings.get(number);
  }

  private static String missing(int number) {
    return "[Missing Dictionary AttributeTable Item #" + number + "]";
  }

  private record Entry(int key, String text, String typed) {}
}
