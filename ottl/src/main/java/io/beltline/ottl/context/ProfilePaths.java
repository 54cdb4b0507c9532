package io.beltline.ottl.context;

import io.beltline.model.otlp.NumberCursor;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import io.beltline.ottl.value.ValueWriter;
import io.beltline.ottl.value.Values;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of profiles as OTLP has them now: tables stand in the request's dictionary and are no
 * fields of a profile any more.
 *
 * <p>Source: pkg/ottl/contexts/ottlprofile/README.md of
 * open-telemetry/opentelemetry-collector-contrib.
 */
final class ProfilePaths {
  static final List<Field> FIELDS =
      List.of(
          Fields.integer(
              "time_unix_nano",
              x -> x.profile().timeUnixNano(),
              (x, v) -> x.profile().timeUnixNano(v)),
          Fields.time(
              "time", x -> x.profile().timeUnixNano(), (x, v) -> x.profile().timeUnixNano(v)),
          Fields.integer(
              "duration_unix_nano",
              x -> x.profile().durationNano(),
              (x, v) -> x.profile().durationNano(v)),
          Fields.time(
              "duration", x -> x.profile().durationNano(), (x, v) -> x.profile().durationNano(v)),
          Fields.integer("period", x -> x.profile().period(), (x, v) -> x.profile().period(v)),
          Messages.one("period_type", x -> x.profile().periodType()),
          Messages.one("sample_type", x -> x.profile().sampleType()),
          Messages.all(
              "sample", "samples", x -> x.profile().samples(), x -> x.profile().clearSamples()),
          Fields.id(
              "profile_id",
              ValueKind.PROFILE_ID,
              x -> x.profile().profileId(),
              (x, v) -> x.profile().profileId(v)),
          Fields.hexId(
              "profile_id.string",
              ValueKind.PROFILE_ID,
              x -> x.profile().profileId(),
              (x, v) -> x.profile().profileId(v)),
          new ProfileAttributes(),
          Fields.of(
              "attribute_indices",
              ValueKind.LIST,
              (x, out) -> indices(x, out),
              ProfilePaths::setIndices),
          Fields.integer(
              "dropped_attributes_count",
              x -> Integer.toUnsignedLong(x.profile().droppedAttributesCount()),
              (x, v) -> x.profile().droppedAttributesCount((int) v)),
          Fields.text(
              "original_payload_format",
              x -> x.profile().originalPayloadFormatUtf8(),
              (x, v) -> x.profile().originalPayloadFormat(v)),
          Fields.of(
              "original_payload",
              ValueKind.BYTES,
              (x, out) -> {
                var range = x.profile().originalPayload();
                out.bytes(range.array(), range.offset(), range.offset() + range.length());
              },
              ProfilePaths::setPayload));

  private ProfilePaths() {}

  private static void indices(Execution x, Cell out) {
    ValueWriter list = new ValueWriter();
    Cell element = new Cell();
    for (NumberCursor walk = x.profile().attributeIndices(); walk.next(); ) {
      list.element(element.integer(walk.asLong()));
    }
    out.list(list.copy());
  }

  private static boolean setIndices(Execution x, Cell value) {
    if (!value.is(ValueKind.LIST)) {
      throw new EvaluationException("attribute_indices takes a list, not " + value.kind().words());
    }
    int[] wanted = new int[Values.count(value)];
    int i = 0;
    Cell element = new Cell();
    for (var walk = Values.elements(value).values(); walk.next(); i++) {
      element.value(walk.item());
      if (!element.is(ValueKind.INT)) {
        throw new EvaluationException(
            "attribute_indices takes ints, not " + element.kind().words());
      }
      wanted[i] = (int) element.integer();
    }
    NumberCursor before = x.profile().attributeIndices();
    int[] there = new int[before.remaining()];
    for (int n = 0; before.next(); n++) {
      there[n] = before.asInt();
    }
    if (Arrays.equals(wanted, there)) {
      return false;
    }
    x.profile().attributeIndices(wanted);
    return true;
  }

  private static boolean setPayload(Execution x, Cell value) {
    if (!value.is(ValueKind.BYTES)) {
      throw new EvaluationException("original_payload takes bytes, not " + value.kind().words());
    }
    byte[] wanted = value.slice().toByteArray();
    if (x.profile().originalPayload().contentEquals(wanted)) {
      return false;
    }
    x.profile().originalPayload(wanted);
    return true;
  }
}
