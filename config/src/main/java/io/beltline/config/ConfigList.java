package io.beltline.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values in order.
 *
 * @param items the values
 * @param position where the list begins
 * @param original see {@link ConfigNode#original()}
 */
public record ConfigList(List<ConfigNode> items, Position position, @Nullable String original)
    implements ConfigNode {

  /** Copies the items. */
  public ConfigList {
    items = List.copyOf(items);
  }

  /** A list as written. */
  public ConfigList(List<ConfigNode> items, Position position) {
    this(items, position, null);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConfigList list && items.equals(list.items);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }

  @Override
  public List<@Nullable Object> plain() {
    List<@Nullable Object> plain = new ArrayList<>(items.size());
    items.forEach(item -> plain.add(item.plain()));
    return plain;
  }
}
