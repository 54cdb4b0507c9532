package io.beltline.processor.redaction;

import io.beltline.model.otlp.AnyValueEditor;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.KeyValueEditor;

/**
 * Redacts bodies of log records, whose maps are treated like attributes at any depth. One thread.
 */
final class BodyRedactor {
  private static final String WHOLE = "body";

  private final RedactionRules rules;
  private final ValueRedactor values;
  private final Notes notes;

  BodyRedactor(RedactionRules rules, ValueRedactor values, Notes notes) {
    this.rules = rules;
    this.values = values;
    this.notes = notes;
  }

  void body(AnyValueEditor body) {
    switch (body.valueCase()) {
      case AnyValueView.KVLIST_VALUE -> bodyMap(body, "");
      case AnyValueView.ARRAY_VALUE -> bodyList(body, "");
      case 0 -> {}
      default -> bodyText(body, WHOLE);
    }
  }

  private void bodyMap(AnyValueEditor map, String path) {
    for (EditCursor<KeyValueEditor> walk = map.kvlistValue().values().each(); walk.next(); ) {
      KeyValueEditor entry = walk.item();
      String key = values.shown(entry.key());
      String place = path.isEmpty() ? key : path + "." + key;
      switch (rules.keys().of(entry.keyUtf8())) {
        case IGNORE -> notes.ignored(place);
        case REMOVE -> {
          notes.removed(place);
          walk.remove();
        }
        case MASK -> {
          values.maskAll(entry.value());
          notes.masked(place);
          values.name(entry);
        }
        case LOOK -> {
          bodyValue(entry.value(), place);
          values.name(entry);
        }
      }
    }
  }

  private void bodyList(AnyValueEditor list, String path) {
    int index = 0;
    for (EditCursor<AnyValueEditor> walk = list.arrayValue().values(); walk.next(); index++) {
      bodyValue(walk.item(), (path.isEmpty() ? "" : path + ".") + "[" + index + "]");
    }
  }

  private void bodyValue(AnyValueEditor value, String place) {
    switch (value.valueCase()) {
      case AnyValueView.KVLIST_VALUE -> bodyMap(value, place);
      case AnyValueView.ARRAY_VALUE -> bodyList(value, place);
      case 0 -> {}
      default -> bodyText(value, place);
    }
  }

  private void bodyText(AnyValueEditor value, String place) {
    TextBytes text = values.text();
    if (!text.show(value)) {
      if (values.bytes(value)) {
        notes.masked(place);
      }
    } else if (values.allows()) {
      if (!place.equals(WHOLE)) {
        notes.allowed(place);
      }
    } else {
      byte[] clean = rules.body(text.array(), text.from(), text.to());
      if (clean != null) {
        notes.masked(place);
        ValueRedactor.put(value, clean);
      }
    }
  }
}
