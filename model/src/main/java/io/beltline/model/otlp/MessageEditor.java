package io.beltline.model.otlp;

import io.beltline.model.Slice;
import java.util.Objects;

/**
 * A view that can also write.
 *
 * <p>Bytes that are not touched stay as they are, unknown fields and the order of fields included.
 * The bytes that were wrapped are never written. An editor inside another, such as {@code
 * span.status()}, writes through: there is nothing to commit.
 */
public interface MessageEditor {

  /** True if something was written since the outermost message was wrapped. */
  default boolean changed() {
    return edit().root().owned;
  }

  /** Puts another message's bytes in place of this one's. */
  default void replace(Slice message) {
    edit().replace(message.array(), message.offset(), message.end());
  }

  /** Puts bytes in place of this message's. */
  default void replace(MessageView message) {
    Slice bytes = message.toSlice();
    edit().replace(bytes.array(), bytes.offset(), bytes.end());
  }

  private Edit edit() {
    return Objects.requireNonNull(((MessageView) this).edit);
  }
}
