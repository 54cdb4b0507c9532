package io.beltline.ottl.context;

import io.beltline.model.Slice;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.EditCursor;
import io.beltline.model.otlp.MessageEditor;
import io.beltline.model.otlp.MessageView;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import java.util.function.Function;

/** Fields that are messages: they can be copied from one place to another of the same sort. */
final class Messages {
  private Messages() {}

  /** One message. */
  static <M extends MessageView & MessageEditor> Field one(
      String name, Function<Execution, M> editor) {
    return Fields.of(
        name,
        ValueKind.MESSAGE,
        (x, out) -> {
          M message = editor.apply(x);
          out.message(message.messageType().name(), message.toSlice());
        },
        (x, value) -> {
          M message = editor.apply(x);
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

  /** All messages of a repeated field. */
  static <M extends MessageView> Field all(
      String name, String sort, Function<Execution, EditCursor<M>> cursor, Runner clear) {
    return Fields.of(
        name,
        ValueKind.MESSAGE,
        (x, out) -> out.messages(sort, gather(cursor.apply(x))),
        (x, value) -> {
          check(name, sort, value);
          Slice wanted = Slice.of(value.slice().toByteArray());
          if (gather(cursor.apply(x)).equals(wanted)) {
            return false;
          }
          clear.run(x);
          EditCursor<M> walk = cursor.apply(x);
          io.beltline.model.otlp.ArrayValueView items = new io.beltline.model.otlp.ArrayValueView();
          items.wrap(wanted);
          for (var item = items.values(); item.next(); ) {
            walk.add(item.slice());
          }
          return true;
        });
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
