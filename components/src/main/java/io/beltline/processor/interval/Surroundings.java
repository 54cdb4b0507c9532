package io.beltline.processor.interval;

import io.beltline.components.series.Points;
import io.beltline.model.Slice;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.MetricsEditor;
import io.beltline.model.otlp.SumView;
import io.beltline.model.otlp.WireWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a point.
 *
 * @param resource the Resource message
 * @param resourceSchema the schema of the resource
 * @param scope the InstrumentationScope message
 * @param scopeSchema the schema of the scope
 * @param head the metric's fields beside its data
 * @param kind the metric's field that holds its data
 * @param tail the fields of the data beside its points
 */
record Surroundings(
    Slice resource,
    String resourceSchema,
    Slice scope,
    String scopeSchema,
    Slice head,
    int kind,
    Slice tail) {

  /**
   * Those of the points of the editor's current metric, copied.
   *
   * @param latest those of another metric, whose copies are shared if they are the same; or null
   */
  static Surroundings of(MetricsEditor editor, @Nullable Surroundings latest) {
    int kind = editor.dataCase();
    return new Surroundings(
        copy(editor.resource().toSlice(), latest == null ? null : latest.resource),
        editor.resourceSchemaUrl(),
        copy(editor.scope().toSlice(), latest == null ? null : latest.scope),
        editor.scopeSchemaUrl(),
        head(editor),
        kind,
        tail(editor, kind));
  }

  private static Slice copy(Slice slice, @Nullable Slice copied) {
    return copied != null && slice.equals(copied) ? copied : copy(slice);
  }

  static Slice copy(Slice slice) {
    return Slice.of(slice.toByteArray());
  }

  private static Slice head(MetricsEditor editor) {
    WireWriter out = new WireWriter();
    out.bytes(MetricView.NAME, editor.metric().nameUtf8().toSlice());
    out.bytes(MetricView.DESCRIPTION, editor.metric().descriptionUtf8().toSlice());
    out.bytes(MetricView.UNIT, editor.metric().unitUtf8().toSlice());
    for (var walk = editor.metric().metadata(); walk.next(); ) {
      out.bytes(MetricView.METADATA, walk.item().toSlice());
    }
    return copy(out.toSlice());
  }

  private static Slice tail(MetricsEditor editor, int kind) {
    WireWriter out = new WireWriter();
    if (Points.haveTemporality(editor)) {
      out.varint(SumView.AGGREGATION_TEMPORALITY, editor.data().aggregationTemporality());
    }
    if (kind == MetricView.SUM) {
      out.bool(SumView.IS_MONOTONIC, editor.data().isMonotonic());
    }
    return copy(out.toSlice());
  }

  /** About how many bytes it adds to a request in which another one stands already, or none. */
  int bytesBeside(@Nullable Surroundings other) {
    boolean same = other != null && resource.equals(other.resource) && scope.equals(other.scope);
    int own = head.length() + tail.length();
    return same
        ? own
        : own + resource.length() + resourceSchema.length() + scope.length() + scopeSchema.length();
  }

  void write(DataOutput out) throws IOException {
    write(resource, out);
    write(Slice.utf8(resourceSchema), out);
    write(scope, out);
    write(Slice.utf8(scopeSchema), out);
    write(head, out);
    out.writeInt(kind);
    write(tail, out);
  }

  static Surroundings read(DataInput in) throws IOException {
    return new Surroundings(
        slice(in),
        slice(in).toUtf8(),
        slice(in),
        slice(in).toUtf8(),
        slice(in),
        in.readInt(),
        slice(in));
  }

  static void write(Slice slice, DataOutput out) throws IOException {
    out.writeInt(slice.length());
    out.write(slice.array(), slice.offset(), slice.length());
  }

  static Slice slice(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > 1 << 28) {
      throw new IOException("no length: " + length);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return Slice.of(bytes);
  }
}
