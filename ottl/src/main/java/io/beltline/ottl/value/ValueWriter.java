package io.beltline.ottl.value;

import io.beltline.model.Slice;
import java.util.Arrays;

/**
 * Writes values in wire form into an array that is used again.
 *
 * <p>By one thread at a time. Slices of what is written hold until the next {@link #reset}.
 */
public final class ValueWriter {
  private static final int STRING = 1 << 3 | 2;
  private static final int BOOL = 2 << 3;
  private static final int INT = 3 << 3;
  private static final int DOUBLE = 4 << 3 | 1;
  private static final int LIST = 5 << 3 | 2;
  private static final int MAP = 6 << 3 | 2;
  private static final int BYTES = 7 << 3 | 2;

  private static final int ELEMENT = 1 << 3 | 2;
  private static final int KEY = 1 << 3 | 2;
  private static final int VALUE = 2 << 3 | 2;

  private byte[] array;
  private int size;

  /** A writer with some room. */
  public ValueWriter() {
    this(64);
  }

  /** A writer with so much room before it grows. */
  public ValueWriter(int capacity) {
    array = new byte[capacity];
  }

  /** Forgets what is written, and an array that has grown large. */
  public ValueWriter reset() {
    size = 0;
    if (array.length > 1 << 16) {
      array = new byte[64];
    }
    return this;
  }

  /** How many bytes are written. */
  public int size() {
    return size;
  }

  /** Forgets what is written from a place on. */
  public ValueWriter cut(int at) {
    size = at;
    return this;
  }

  /** What is written, shared. */
  public Slice slice() {
    return new Slice(array, 0, size);
  }

  /** What is written, copied. */
  public Slice copy() {
    return Slice.of(Arrays.copyOf(array, size));
  }

  /** Writes the content of an AnyValue. Nil is no bytes; kinds that OTLP lacks are written too. */
  public ValueWriter value(Cell cell) {
    switch (cell.kind()) {
      case STRING -> text(cell);
      case INT -> integer(cell.integer());
      case BOOL -> {
        varint(BOOL);
        varint(cell.bool() ? 1 : 0);
      }
      case DOUBLE -> {
        varint(DOUBLE);
        fixed(Double.doubleToRawLongBits(cell.number()));
      }
      case LIST -> range(LIST, cell.array(), cell.from(), cell.to());
      case MAP -> range(MAP, cell.array(), cell.from(), cell.to());
      case BYTES, TRACE_ID, SPAN_ID, PROFILE_ID ->
          range(BYTES, cell.array(), cell.from(), cell.to());
      case NIL, TIME, DURATION, MESSAGE -> {}
    }
    return this;
  }

  private void text(Cell cell) {
    if (Utf8.isValid(cell.array(), cell.from(), cell.to())) {
      range(STRING, cell.array(), cell.from(), cell.to());
    } else {
      Slice mended = Slice.utf8(cell.text());
      range(STRING, mended.array(), mended.offset(), mended.end());
    }
  }

  private void integer(long value) {
    varint(INT);
    varint(value);
  }

  /** Writes the content of a KeyValue. */
  public ValueWriter attribute(byte[] key, Cell cell) {
    range(KEY, key, 0, key.length);
    int mark = begin(VALUE);
    value(cell);
    end(mark);
    return this;
  }

  /** Adds an element to an ArrayValue. */
  public ValueWriter element(Cell cell) {
    int mark = begin(ELEMENT);
    value(cell);
    end(mark);
    return this;
  }

  /** Adds an entry to a KeyValueList. */
  public ValueWriter entry(byte[] key, Cell cell) {
    int mark = begin(ELEMENT);
    attribute(key, cell);
    end(mark);
    return this;
  }

  /** Adds an entry to a KeyValueList. */
  public ValueWriter entry(String key, Cell cell) {
    return entry(key.getBytes(java.nio.charset.StandardCharsets.UTF_8), cell);
  }

  /** Adds an encoded AnyValue, KeyValue or other message as field 1 of what is written. */
  public ValueWriter member(byte[] bytes, int from, int to) {
    range(ELEMENT, bytes, from, to);
    return this;
  }

  /** Adds a field that holds bytes. */
  public ValueWriter field(int number, byte[] bytes, int from, int to) {
    range(number << 3 | 2, bytes, from, to);
    return this;
  }

  /** Adds a field that holds a whole number. */
  public ValueWriter varintField(int number, long value) {
    varint((long) number << 3);
    varint(value);
    return this;
  }

  /** Adds bytes as they are. */
  public ValueWriter raw(byte[] bytes, int from, int to) {
    room(to - from);
    System.arraycopy(bytes, from, array, size, to - from);
    size += to - from;
    return this;
  }

  /** Adds a byte. */
  public ValueWriter raw(int value) {
    room(1);
    array[size++] = (byte) value;
    return this;
  }

  /** Opens a list that is an AnyValue, and returns the mark that {@link #end} wants. */
  public int beginList() {
    return begin(LIST);
  }

  /** Opens a map that is an AnyValue, and returns the mark that {@link #end} wants. */
  public int beginMap() {
    return begin(MAP);
  }

  /** Opens an element of a list or an entry of a map: a mark for {@link #end}. */
  public int beginMember() {
    return begin(ELEMENT);
  }

  /** Opens a field: a mark for {@link #end}. */
  public int beginField(int number) {
    return begin(number << 3 | 2);
  }

  /** Opens an entry of a map and its value; {@link #endEntry} closes both. */
  public long beginEntry(byte[] key) {
    int entry = begin(ELEMENT);
    range(KEY, key, 0, key.length);
    return (long) entry << 32 | begin(VALUE);
  }

  /** Closes what {@link #beginEntry} opened. */
  public void endEntry(long marks) {
    end((int) marks);
    end((int) (marks >>> 32));
  }

  private int begin(int tag) {
    varint(tag);
    room(1);
    return ++size;
  }

  /** Closes what was opened last. */
  public void end(int mark) {
    int length = size - mark;
    int wider = sizeOf(length) - 1;
    room(wider);
    if (wider > 0) {
      System.arraycopy(array, mark, array, mark + wider, length);
    }
    put(mark - 1, length);
    size += wider;
  }

  private void range(int tag, byte[] bytes, int from, int to) {
    varint(tag);
    varint(to - from);
    raw(bytes, from, to);
  }

  private void fixed(long value) {
    room(8);
    for (int shift = 0; shift < 64; shift += 8) {
      array[size++] = (byte) (value >>> shift);
    }
  }

  private void varint(long value) {
    room(10);
    size = put(size, value);
  }

  private int put(int at, long value) {
    int p = at;
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      array[p++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    array[p++] = (byte) rest;
    return p;
  }

  private static int sizeOf(int value) {
    return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
  }

  private void room(int more) {
    if (array.length - size < more) {
      array = Arrays.copyOf(array, Math.max(size + more, 2 * array.length));
    }
  }
}
