package io.beltline.api;

import org.jspecify.annotations.Nullable;

/**
 * The identity of a configured component: its type, and a name where one type is configured more
 * than once.
 *
 * <p>Written {@code type} or {@code type/name}. The type is the canonical spelling, so that {@code
 * filelog} and {@code file_log} are one identity for state, metrics and logs.
 *
 * @param type the canonical type
 * @param name what follows the first slash, empty if there is none
 */
public record ComponentId(String type, String name) implements Comparable<ComponentId> {

  /** An id without a name. */
  public static ComponentId of(String type) {
    return new ComponentId(type, "");
  }

  /**
   * Reads {@code type} or {@code type/name}; further slashes belong to the name.
   *
   * @throws IllegalArgumentException if the type is empty, or a slash has no name behind it
   */
  public static ComponentId parse(String text) {
    String trimmed = text.strip();
    int slash = trimmed.indexOf('/');
    String type = slash < 0 ? trimmed : trimmed.substring(0, slash).strip();
    String name = slash < 0 ? "" : trimmed.substring(slash + 1).strip();
    if (type.isEmpty() || (slash >= 0 && name.isEmpty())) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no component id (expected: type or type/name)");
    }
    return new ComponentId(type, name);
  }

  @Override
  public int compareTo(ComponentId other) {
    return toString().compareTo(other.toString());
  }

  // written out, since every start asks it, and the first record to derive it costs milliseconds
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ComponentId that && type.equals(that.type) && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + name.hashCode();
  }

  @Override
  public String toString() {
    return name.isEmpty() ? type : type + "/" + name;
  }
}
