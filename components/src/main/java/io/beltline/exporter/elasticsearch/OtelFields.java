package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.components.documents.ValueWriter;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pieces that all documents of the OpenTelemetry schema have. One thread. */
final class OtelFields {
  private static final byte[] LON = "geo.location.lon".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LAT = "geo.location.lat".getBytes(StandardCharsets.US_ASCII);

  private final JsonBuffer out;
  private final ValueWriter values;
  private final boolean mapsAsText;

  /**
   * Pieces into a buffer.
   *
   * @param mapsAsText whether maps in attributes become texts, as dimensions of time series must
   */
  OtelFields(JsonBuffer out, boolean mapsAsText) {
    this.out = out;
    this.values = new ValueWriter(out);
    this.mapsAsText = mapsAsText;
  }

  /** A value as it is. */
  void value(AnyValueView value) {
    values.value(value);
  }

  void text(byte[] name, ByteRange text) {
    if (!text.isEmpty()) {
      out.name(name).text(text);
    }
  }

  void text(byte[] name, String text) {
    if (!text.isEmpty()) {
      out.name(name).text(text);
    }
  }

  void count(byte[] name, int count) {
    if (count != 0) {
      out.name(name).unsigned(Integer.toUnsignedLong(count));
    }
  }

  void id(byte[] name, ByteRange id) {
    if (!id.isZero()) {
      out.name(name).hex(id);
    }
  }

  void dataStream(Target target) {
    if (target.isDataStream()) {
      out.name(OtelNames.DATA_STREAM).json(target.fields());
    }
  }

  /** The members {@code resource} and {@code scope}. */
  void surroundings(Surroundings around) {
    out.name(OtelNames.RESOURCE).beginObject();
    text(OtelNames.SCHEMA_URL, around.resourceSchema());
    attributes(around.resource().attributes(), null);
    count(OtelNames.DROPPED_ATTRIBUTES, around.resource().droppedAttributesCount());
    out.endObject();
    out.name(OtelNames.SCOPE).beginObject();
    text(OtelNames.SCHEMA_URL, around.scopeSchema());
    text(OtelNames.NAME, around.scope().nameUtf8());
    text(OtelNames.VERSION, around.scope().versionUtf8());
    attributes(around.scope().attributes(), null);
    count(OtelNames.DROPPED_ATTRIBUTES, around.scope().droppedAttributesCount());
    out.endObject();
  }

  /**
   * The member {@code attributes}, if there are any beside instructions for the exporter.
   *
   * @param eventName the value of {@code event.name}, or null to leave that as it is
   */
  void attributes(AttributesView attributes, @Nullable ByteRange eventName) {
    int start = out.size();
    out.name(OtelNames.ATTRIBUTES).beginObject();
    int empty = out.size();
    Map<String, Double> places = new LinkedHashMap<>(0);
    values.members(
        attributes,
        key -> {
          if (RoutingNames.isInstruction(key)
              || (eventName != null && key.contentEquals("event.name"))) {
            return false;
          }
          if (isPlace(key) && attributes.valueCase() == AnyValueView.DOUBLE_VALUE) {
            places.putIfAbsent(key.toUtf8(), attributes.doubleValue());
            return false;
          }
          return true;
        },
        mapsAsText);
    if (eventName != null) {
      out.name("event.name").text(eventName);
    }
    places.forEach((key, value) -> place(attributes, places, key, value));
    if (out.size() == empty) {
      out.cut(start);
    } else {
      out.endObject();
    }
  }

  private static boolean isPlace(ByteRange key) {
    int length = key.length();
    if (length < LON.length || (key.at(length - 1) != 'n' && key.at(length - 1) != 't')) {
      return false;
    }
    return ends(key, LON) || ends(key, LAT);
  }

  private static boolean ends(ByteRange key, byte[] suffix) {
    int from = key.length() - suffix.length;
    if (from < 0 || (from > 0 && key.at(from - 1) != '.')) {
      return false;
    }
    for (int i = 0; i < suffix.length; i++) {
      if (key.at(from + i) != suffix[i]) {
        return false;
      }
    }
    return true;
  }

  /** Longitude and latitude as one geo_point, where both are there and nothing has its name. */
  private void place(
      AttributesView attributes, Map<String, Double> found, String key, double value) {
    String point = key.substring(0, key.length() - ".lon".length());
    Double lon = found.get(point + ".lon");
    Double lat = found.get(point + ".lat");
    if (lon == null || lat == null || attributes.contains(point)) {
      out.name(key).number(value);
    } else if (key.endsWith(".lon")) {
      out.name(point).beginArray().number(lon).number(lat).endArray();
    }
  }
}
