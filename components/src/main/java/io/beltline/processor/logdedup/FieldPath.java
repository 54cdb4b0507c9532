package io.beltline.processor.logdedup;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.LogRecordEditor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a log record: {@code body.id}, {@code attributes.src.ip}. A dot inside a key is
 * written {@code \.}.
 *
 * @param ofBody whether it is of the body, else of the attributes
 * @param keys the keys from the outermost in; none for all of it
 */
record FieldPath(boolean ofBody, List<String> keys) {
  static final String BODY = "body";
  private static final String ATTRIBUTES = "attributes";

  /** Reads a path; null if it is none. */
  static @Nullable FieldPath parse(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '.') {
        part.append('.');
        i++;
      } else if (c == '.') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    String root = parts.removeFirst();
    boolean known = root.equals(BODY) || root.equals(ATTRIBUTES);
    return known && !parts.contains("")
        ? new FieldPath(root.equals(BODY), List.copyOf(parts))
        : null;
  }

  /** Reads paths that are known to be some. */
  static List<FieldPath> all(List<String> texts) {
    List<FieldPath> paths = new ArrayList<>();
    for (String text : texts) {
      FieldPath path = parse(text);
      if (path == null) {
        throw new IllegalArgumentException("not validated: " + text);
      }
      paths.add(path);
    }
    return List.copyOf(paths);
  }

  /** Writes what stands there in its comparable form; false if there is nothing. */
  boolean write(LogRecordEditor log, Fingerprint to) {
    if (keys.isEmpty()) {
      if (ofBody) {
        to.value(log.body());
      } else {
        to.map(log.attributes());
      }
      return true;
    }
    AttributesView map = ofBody ? map(log.body()) : log.attributes();
    for (int i = 0; map != null; i++) {
      AnyValueView value = map.find(keys.get(i));
      if (value == null) {
        return false;
      }
      if (i == keys.size() - 1) {
        to.value(value);
        return true;
      }
      map = map(value);
    }
    return false;
  }

  private static @Nullable AttributesView map(AnyValueView value) {
    return value.hasKvlistValue() ? value.kvlistValue().values() : null;
  }

  /** Removes what stands there. */
  void remove(LogRecordEditor log) {
    if (keys.isEmpty()) {
      log.clearAttributes();
    } else if (!ofBody) {
      remove(log.attributes(), 0);
    } else if (log.body().hasKvlistValue()) {
      remove(log.body().kvlistValue().values(), 0);
    }
  }

  private void remove(AttributesEditor map, int depth) {
    for (var walk = map.each(); walk.next(); ) {
      if (!walk.item().key().equals(keys.get(depth))) {
        continue;
      }
      if (depth == keys.size() - 1) {
        walk.remove();
      } else if (walk.item().value().hasKvlistValue()) {
        remove(walk.item().value().kvlistValue().values(), depth + 1);
      }
      return;
    }
  }
}
