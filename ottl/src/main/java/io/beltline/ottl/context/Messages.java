package io.beltline.ottl.context;

import io.beltline.model.Slice;
import io.beltline.model.otlp.ArrayValueView;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.MessageEditor;
import io.beltline.model.otlp.MessageView;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fields that are messages: they can be copied from one place to another of the same sort. */
final class Messages {
  private Messages() {}

  /** One message. */
  static <M extends MessageView & MessageEditor> Field one(
      String name, Function<Execution, @Nullable M> editor) {
    return Fields.of(
        name,
        ValueKind.MESSAGE,
        (x, out) -> {
          M message = editor.apply(x);
          if (message == null) {
            out.nil();
          } else {
            out.message(message.messageType().name(), message.toSlice());
          }
        },
        (x, value) -> {
          M message = editor.apply(x);
          if (message == null) {
            return false;
          }
          check(name, message.messageType().name(), value);
          Slice wanted = Slice.of(value.slice().toByteArray());
          if (message.toSlice().equals(wanted)) {
            return false;
          }
          message.replace(wanted);
          return true;
        });
  }

  private static void check(String name, String sort, Cell value) {
    if (!value.is(ValueKind.MESSAGE) || !value.sort().equals(sort)) {
      throw new EvaluationException(
          name + " takes what a path of the same kind has, not " + value.kind().words());
    }
  }

  /** All messages of a repeated field; nil where there is no such field. */
  static <M extends MessageView> Field all(
      String name, String sort, Function<Execution, @Nullable EditCursor<M>> cursor, Runner clear) {
    return Fields.of(
        name,
        ValueKind.MESSAGE,
        (x, out) -> {
          EditCursor<M> walk = cursor.apply(x);
          if (walk == null) {
            out.nil();
          } else {
            out.messages(sort, gather(walk));
          }
        },
        (x, value) -> {
          EditCursor<M> walk = cursor.apply(x);
          if (walk == null) {
            return false;
          }
          check(name, sort, value);
          return refill(x, value, walk, cursor, clear);
        });
  }

  /** Puts messages in the place of all there are. Says whether that changes anything. */
  static <C extends EditCursor<?>> boolean refill(
      Execution x, Cell messages, C there, Function<Execution, @Nullable C> cursor, Runner clear) {
    Slice wanted = Slice.of(messages.slice().toByteArray());
    if (gather(there).equals(wanted)) {
      return false;
    }
    clear.run(x);
    C fresh = cursor.apply(x);
    ArrayValueView items = new ArrayValueView();
    items.wrap(wanted);
    for (var item = items.values(); fresh != null && item.next(); ) {
      fresh.add(item.slice());
    }
    return true;
  }

  /** Does something to what is at hand. */
  @FunctionalInterface
  interface Runner {
    void run(Execution x);
  }

  /** Items one after another, each as field 1: the form of a list, whatever the items are. */
  static Slice gather(Cursor<?> walk) {
    ValueWriter out = new ValueWriter();
    while (walk.next()) {
      Slice item = walk.item().toSlice();
      out.member(item.array(), item.offset(), item.end());
    }
    return out.copy();
  }
}
