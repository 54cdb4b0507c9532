package io.beltline.ottl.function;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.ByteRange;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.PathAccess;
import io.beltline.ottl.value.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** {@code truncate_all}: cuts texts to so many bytes, the marker included. */
final class Truncation {
  private final int limit;
  private final boolean safe;
  private final byte[] marker;

  private Truncation(int limit, boolean safe, byte[] marker) {
    this.limit = limit;
    this.safe = safe;
    this.marker = marker;
  }

  static Edition of(Arguments a) throws InvalidStatementException {
    PathAccess target = a.path("target");
    long limit = a.integer("limit");
    byte[] marker = a.text("truncation_marker", "").getBytes(StandardCharsets.UTF_8);
    if (limit < 0) {
      throw a.problem("limit", "limit must not be negative (expected: a number from 0)");
    }
    if (marker.length > limit) {
      throw a.problem("truncation_marker", "truncation_marker is longer than the limit " + limit);
    }
    Truncation truncation =
        new Truncation((int) Math.min(limit, Integer.MAX_VALUE), a.bool("utf8_safe", true), marker);
    return x -> target.edit(x, truncation::apply);
  }

  private boolean apply(AttributesEditor entries) {
    boolean any = false;
    while (!any && entries.next()) {
      any = entries.stringValueUtf8().length() > limit;
    }
    if (!any) {
      return false;
    }
    for (var walk = entries.each(); walk.next(); ) {
      AnyValueView value = walk.item().value();
      if (value.hasStringValue() && value.stringValueUtf8().length() > limit) {
        Slice cut = cut(value.stringValueUtf8());
        walk.item().value().stringValue(cut);
      }
    }
    return true;
  }

  private Slice cut(ByteRange text) {
    byte[] from = text.array();
    int start = text.offset();
    int end = start + limit - marker.length;
    while (safe && end > start && Utf8.isInside(from[end])) {
      end--;
    }
    byte[] cut = Arrays.copyOfRange(from, start, end + marker.length);
    System.arraycopy(marker, 0, cut, end - start, marker.length);
    return Utf8.isValid(cut, 0, cut.length)
        ? Slice.of(cut)
        : Slice.utf8(new String(cut, StandardCharsets.UTF_8));
  }
}
