package io.beltline.processor.groupbyattrs;

import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;

/** What tells groups apart: all they say, whatever the order of attributes. */
final class GroupKey {
  /** In the messages of all signals alike, the resource or scope. */
  private static final int HEAD = 1;

  private static final int RESOURCE_ATTRIBUTES = 1;
  private static final int SCOPE_ATTRIBUTES = 3;

  private GroupKey() {}

  /** The key of a group of a resource, without its scopes. */
  static Slice ofResource(Slice shell) {
    return of(shell, RESOURCE_ATTRIBUTES);
  }

  /** The key of a group of a scope, without its items. */
  static Slice ofScope(Slice shell) {
    return of(shell, SCOPE_ATTRIBUTES);
  }

  private static Slice of(Slice shell, int attributes) {
    Parts parts = Parts.of(shell, HEAD);
    WireWriter key = new WireWriter();
    for (Slice head : parts.children()) {
      int mark = key.begin(HEAD);
      Parts.of(head, attributes).writeSorted(attributes, key);
      key.end(mark);
    }
    key.raw(parts.rest());
    return Slice.of(key.toSlice().toByteArray());
  }
}
