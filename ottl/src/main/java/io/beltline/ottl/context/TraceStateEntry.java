package io.beltline.ottl.context;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a trace state: {@code trace_state["vendor"]}. A state that is malformed has no
 * entries, and none is set in it.
 *
 * <p>Source: https://www.w3.org/TR/trace-context/#tracestate-header: what is set goes to the front.
 */
final class TraceStateEntry extends PathAccess {
  private static final int MAX_ENTRIES = 32;

  private final TraceStateField field;
  private final Keys keys;

  TraceStateEntry(String text, TraceStateField field, Keys keys, Layout layout) {
    super(text, layout.nextCell());
    this.field = field;
    this.keys = keys;
  }

  @Override
  public ValueKind kind() {
    return ValueKind.STRING;
  }

  @Override
  public void get(Execution x, Cell out) {
    String wanted = keys.text(0, x).name();
    field.get(x, out);
    String[] entries = entries(out.text());
    if (entries == null) {
      out.nil();
      return;
    }
    for (String entry : entries) {
      if (entry.startsWith(wanted + "=")) {
        out.text(entry.substring(wanted.length() + 1));
        return;
      }
    }
    out.text("");
  }

  @Override
  public boolean set(Execution x, Cell value) {
    if (!value.is(ValueKind.STRING)) {
      throw new EvaluationException(text() + " takes a string, not " + value.kind().words());
    }
    String key = keys.text(0, x).name();
    Cell state = new Cell();
    field.get(x, state);
    String[] entries = entries(state.text());
    String added = key + "=" + value.text();
    if (entries == null || !isEntry(added)) {
      return false;
    }
    StringBuilder out = new StringBuilder(added);
    int count = 1;
    for (String entry : entries) {
      if (!entry.startsWith(key + "=") && count < MAX_ENTRIES) {
        out.append(',').append(entry);
        count++;
      }
    }
    return field.set(x, state.text(out.toString()));
  }

  private static String @Nullable [] entries(String state) {
    if (state.isEmpty()) {
      return new String[0];
    }
    String[] entries = state.split(",", -1);
    for (int i = 0; i < entries.length; i++) {
      entries[i] = entries[i].strip();
      if (!isEntry(entries[i])) {
        return null;
      }
    }
    return entries.length > MAX_ENTRIES ? null : entries;
  }

  private static boolean isEntry(String entry) {
    int equals = entry.indexOf('=');
    if (equals < 1 || equals > 256 || entry.length() - equals - 1 > 256) {
      return false;
    }
    for (int i = 0; i < equals; i++) {
      char c = entry.charAt(i);
      boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!word && "_-*/@".indexOf(c) < 0) {
        return false;
      }
    }
    for (int i = equals + 1; i < entry.length(); i++) {
      char c = entry.charAt(i);
      if (c < 0x20 || c > 0x7e || c == ',' || c == '=') {
        return false;
      }
    }
    return entry.length() > equals + 1 && !entry.endsWith(" ");
  }
}
