package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.Slice;

/**
 * Resource and scope of points, kept once for all of them: points wait until their document is
 * complete, and views do not.
 *
 * @param mode what documents look like
 * @param surroundings resource and scope as members of a document of mode otel, else empty
 * @param resource the resource in wire form
 * @param series the hash of what tells time series apart
 * @param scope the hash of what a template may leave out of that
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never changed
record MetricPlace(
    MappingMode mode,
    byte[] surroundings,
    Slice resource,
    Fingerprint.Value series,
    Fingerprint.Value scope) {
  private static final Fingerprint.Value NOTHING = new Fingerprint.Value(0, 0);

  static MetricPlace of(MappingMode mode, Surroundings around, Fingerprint fingerprint) {
    fingerprint.start(NOTHING);
    fingerprint.attributes(around.resource().attributes());
    if (mode != MappingMode.OTEL) {
      Fingerprint.Value resource = fingerprint.value();
      return new MetricPlace(
          mode, new byte[0], around.resource().toSlice(), resource, fingerprint.value());
    }
    fingerprint.attributes(around.scope().attributes());
    Fingerprint.Value series = fingerprint.value();
    fingerprint.start(NOTHING);
    fingerprint.add(around.scope().nameUtf8());
    fingerprint.add(around.scope().versionUtf8());
    JsonBuffer head = new JsonBuffer(512);
    new OtelFields(head, true).surroundings(around);
    return new MetricPlace(
        mode, head.toByteArray(), around.resource().toSlice(), series, fingerprint.value());
  }
}
