package io.beltline.ottl.context;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.KeyValueAndUnitView;
import io.beltline.model.otlp.ProfilesDictionaryEditor;
import io.beltline.model.otlp.ProfilesDictionaryView;
import io.beltline.model.otlp.RangeCursor;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.ValueWriter;

/**
 * The strings and attributes that all profiles of a request share. The dictionary is walked once,
 * in a copy, since edits move its bytes; what is added goes into both. By one thread.
 *
 * <p>Source: <a
 * href="https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/profiles/v1development/profiles.proto">profiles.proto</a>,
 * "ProfilesDictionary".
 */
public final class ProfileTables {
  /** The first entry of each table stands for nothing. */
  static final int NOTHING = 0;

  private final ProfilesDictionaryEditor dictionary;
  private final ProfileTable strings;
  private final ProfileTable attributes;

  ProfileTables(ProfilesDictionaryEditor dictionary, long seed) {
    this.dictionary = dictionary;
    Hasher64 hasher = Hashing.xxh3_64(seed);
    byte[] array = dictionary.toSlice().toByteArray();
    this.strings = new ProfileTable(hasher, array);
    this.attributes = new ProfileTable(hasher, array);
    ProfilesDictionaryView copy = new ProfilesDictionaryView();
    copy.wrap(Slice.of(array));
    for (RangeCursor walk = copy.stringTable(); walk.next(); ) {
      ByteRange text = walk.item();
      strings.take(text.offset(), text.offset() + text.length());
    }
    for (var walk = copy.attributeTable(); walk.next(); ) {
      Slice entry = walk.item().toSlice();
      attributes.take(entry.offset(), entry.end());
    }
  }

  /**
   * Shows an attribute.
   *
   * @throws EvaluationException if there is none of that number
   */
  void attribute(int index, KeyValueAndUnitView out) {
    Slice entry = attributes.get(index);
    if (entry == null) {
      throw new EvaluationException("attribute index " + index + " is not in the table");
    }
    out.wrap(entry);
  }

  /**
   * The UTF-8 form of a string.
   *
   * @throws EvaluationException if there is none of that number
   */
  Slice string(int index) {
    Slice entry = strings.get(index);
    if (entry == null) {
      throw new EvaluationException("string index " + index + " is not in the table");
    }
    return entry;
  }

  /** The number of an attribute without a unit; a new one goes behind all others. */
  int attributeIndex(String key, Slice value) {
    ValueWriter writer = new ValueWriter();
    writer.varintField(1, stringIndex(key));
    writer.field(2, value.array(), value.offset(), value.end());
    Slice entry = writer.copy();
    if (attributes.size() == NOTHING) {
      dictionary.attributeTable().add();
      attributes.add(Slice.EMPTY);
    }
    int index = attributes.find(entry);
    if (index > NOTHING) {
      return index;
    }
    dictionary.attributeTable().add(entry);
    return attributes.add(entry);
  }

  private int stringIndex(String text) {
    if (strings.size() == NOTHING) {
      dictionary.addStringTable("");
      strings.add(Slice.EMPTY);
    }
    Slice utf8 = Slice.utf8(text);
    int index = strings.find(utf8);
    if (index >= NOTHING) {
      return index;
    }
    dictionary.addStringTable(text);
    return strings.add(utf8);
  }
}
