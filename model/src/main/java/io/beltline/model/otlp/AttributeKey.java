package io.beltline.model.otlp;

import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;

/** The key of an attribute with its bytes at hand, for look-ups that allocate nothing. */
public final class AttributeKey {
  final byte[] utf8;

  /** What an index compares first, or -1 if it never holds such a key. */
  final int mark;

  private final String name;
  private final Slice bytes;

  private AttributeKey(String name) {
    this.name = name;
    this.utf8 = name.getBytes(StandardCharsets.UTF_8);
    this.bytes = Slice.of(utf8);
    boolean usual = utf8.length > 0 && utf8.length < 0x80;
    this.mark = usual ? AttributeIndex.mark(utf8) : -1;
  }

  /** The key of a name. Make it once, at start. */
  public static AttributeKey of(String name) {
    return new AttributeKey(name);
  }

  /** The name in UTF-8, shared. */
  public Slice utf8() {
    return bytes;
  }

  /** The name. */
  public String name() {
    return name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AttributeKey that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
