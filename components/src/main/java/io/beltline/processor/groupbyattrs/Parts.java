package io.beltline.processor.groupbyattrs;

import io.beltline.model.Slice;
import io.beltline.model.otlp.Wire;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A message taken apart, without a look at what its parts are.
 *
 * @param children the contents of the fields of one number
 * @param rest all other fields, as they were
 */
record Parts(List<Slice> children, Slice rest) {

  /**
   * Takes a message apart.
   *
   * @throws io.beltline.model.MalformedTelemetryException if it is none
   */
  static Parts of(Slice message, int field) {
    byte[] bytes = message.array();
    int end = message.end();
    int wanted = Wire.tag(field, Wire.BYTES);
    List<Slice> children = new ArrayList<>();
    WireWriter rest = new WireWriter();
    for (int at = message.offset(); at < end; ) {
      long opened = Wire.tagAt(bytes, at, end);
      int tag = (int) opened;
      int value = (int) (opened >>> 32);
      int after;
      if (tag == wanted) {
        long content = Wire.open(bytes, value, end);
        int from = (int) (content >>> 32);
        after = (int) content;
        children.add(new Slice(bytes, from, after - from));
      } else {
        after = Wire.skip(bytes, value, end, tag & 7);
        rest.raw(bytes, at, after);
      }
      at = after;
    }
    return new Parts(children, Slice.of(rest.toSlice().toByteArray()));
  }

  /** The same fields in an order of their own, so that equal sets of children are equal. */
  void writeSorted(int field, WireWriter to) {
    List<Slice> sorted = new ArrayList<>(children);
    sorted.sort(
        (a, b) ->
            Arrays.compareUnsigned(a.array(), a.offset(), a.end(), b.array(), b.offset(), b.end()));
    sorted.forEach(child -> to.bytes(field, child));
    to.raw(rest);
  }
}
