package io.beltline.model.otlp;

import java.nio.charset.StandardCharsets;

/** The key of an attribute with its bytes at hand, for look-ups that allocate nothing. */
public final class AttributeKey {
  final byte[] utf8;
  private final String name;

  private AttributeKey(String name) {
    this.name = name;
    this.utf8 = name.getBytes(StandardCharsets.UTF_8);
  }

  /** The key of a name. Make it once, at start. */
  public static AttributeKey of(String name) {
    return new AttributeKey(name);
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
