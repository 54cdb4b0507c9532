package io.beltline.ottl.context;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.ByteRange;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.Texts;
import io.beltline.ottl.value.Utf8;
import io.beltline.ottl.value.ValueKind;
import java.util.HexFormat;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;

/** Makes fields out of getters and setters of views and editors. */
final class Fields {
  private Fields() {}

  /** Reads a field. */
  @FunctionalInterface
  interface Getter {
    void get(Execution x, Cell out);
  }

  /** Sets a field and says whether anything changed. */
  @FunctionalInterface
  interface Setter {
    boolean set(Execution x, Cell value);
  }

  /** A field that only this code knows. */
  static Field of(
      String name,
      @org.jspecify.annotations.Nullable ValueKind kind,
      Getter getter,
      Setter setter) {
    return new Field(name, kind) {
      @Override
      public void get(Execution x, Cell out) {
        getter.get(x, out);
      }

      @Override
      public boolean set(Execution x, Cell value) {
        return setter.set(x, value);
      }
    };
  }

  /** A field that cannot be set. */
  static Field readOnly(
      String name, @org.jspecify.annotations.Nullable ValueKind kind, Getter getter) {
    return new Field(name, kind) {
      @Override
      public void get(Execution x, Cell out) {
        getter.get(x, out);
      }

      @Override
      public boolean set(Execution x, Cell value) {
        throw new EvaluationException(name() + " cannot be set");
      }

      @Override
      public boolean isWritable() {
        return false;
      }
    };
  }

  /** A text. */
  static Field text(
      String name, Function<Execution, ByteRange> getter, BiConsumer<Execution, Slice> setter) {
    return new Field(name, ValueKind.STRING) {
      @Override
      public void get(Execution x, Cell out) {
        out.text(getter.apply(x));
      }

      @Override
      public boolean set(Execution x, Cell value) {
        expect(ValueKind.STRING, value);
        ByteRange before = getter.apply(x);
        if (java.util.Arrays.equals(
            before.array(),
            before.offset(),
            before.offset() + before.length(),
            value.array(),
            value.from(),
            value.to())) {
          return false;
        }
        setter.accept(x, valid(value));
        return true;
      }
    };
  }

  /** A copy of a text's bytes that is well-formed UTF-8: an editor may move the original. */
  static Slice valid(Cell text) {
    return Utf8.isValid(text.array(), text.from(), text.to())
        ? Slice.of(text.slice().toByteArray())
        : Slice.utf8(text.text());
  }

  /** An integer, cut to 32 bits where the field has no more. */
  static Field integer(
      String name, ToLongFunction<Execution> getter, ObjLongConsumer<Execution> setter) {
    return new Field(name, ValueKind.INT) {
      @Override
      public void get(Execution x, Cell out) {
        out.integer(getter.applyAsLong(x));
      }

      @Override
      public boolean set(Execution x, Cell value) {
        expect(ValueKind.INT, value);
        return change(x, value.integer(), getter, setter);
      }
    };
  }

  private static boolean change(
      Execution x,
      long value,
      ToLongFunction<Execution> getter,
      ObjLongConsumer<Execution> setter) {
    long before = getter.applyAsLong(x);
    if (before == value) {
      return false;
    }
    setter.accept(x, value);
    return getter.applyAsLong(x) != before;
  }

  /** A moment, whose number is the same field as an integer. */
  static Field time(
      String name, ToLongFunction<Execution> getter, ObjLongConsumer<Execution> setter) {
    return new Field(name, ValueKind.TIME) {
      @Override
      public void get(Execution x, Cell out) {
        out.unixNanos(getter.applyAsLong(x));
      }

      @Override
      public boolean set(Execution x, Cell value) {
        expect(ValueKind.TIME, value);
        return change(x, value.unixNanos(), getter, setter);
      }
    };
  }

  /** An id. */
  static Field id(
      String name,
      ValueKind kind,
      Function<Execution, ByteRange> getter,
      BiConsumer<Execution, Slice> setter) {
    return new Field(name, kind) {
      @Override
      public void get(Execution x, Cell out) {
        out.id(kind, getter.apply(x));
      }

      @Override
      public boolean set(Execution x, Cell value) {
        expect(kind, value);
        return changeId(x, value.slice().toByteArray(), getter, setter);
      }
    };
  }

  /** An id in hexadecimal. */
  static Field hexId(
      String name,
      ValueKind kind,
      Function<Execution, ByteRange> getter,
      BiConsumer<Execution, Slice> setter) {
    int size = kind == ValueKind.SPAN_ID ? 8 : 16;
    return new Field(name, ValueKind.STRING) {
      @Override
      public void get(Execution x, Cell out) {
        out.text(Texts.hex(out.id(kind, getter.apply(x))));
      }

      @Override
      public boolean set(Execution x, Cell value) {
        expect(ValueKind.STRING, value);
        return changeId(x, parse(value.text()), getter, setter);
      }

      private byte[] parse(String hex) {
        try {
          byte[] id = HexFormat.of().parseHex(hex);
          if (id.length == size) {
            return id;
          }
        } catch (IllegalArgumentException wrong) {
          throw notHex(hex);
        }
        throw notHex(hex);
      }

      private EvaluationException notHex(String hex) {
        return new EvaluationException(
            name() + " takes " + 2 * size + " hexadecimal digits, not \"" + hex + "\"");
      }
    };
  }

  private static boolean changeId(
      Execution x,
      byte[] id,
      Function<Execution, ByteRange> getter,
      BiConsumer<Execution, Slice> setter) {
    ByteRange before = getter.apply(x);
    boolean zero = isZero(id);
    if (before.contentEquals(id) || (zero && before.isZero())) {
      return false;
    }
    setter.accept(x, zero ? Slice.EMPTY : Slice.of(id));
    return true;
  }

  private static boolean isZero(byte[] id) {
    for (byte b : id) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** Attributes, or another map of values. */
  static MapField map(String name, Function<Execution, AttributesEditor> getter) {
    return new MapField(name, getter);
  }
}
