package io.beltline.receiver.opencensus;

import io.beltline.components.otlp.Fields;
import io.beltline.components.otlp.Room;
import io.beltline.components.traces.SpanFields;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import io.beltline.receiver.opencensus.OcValue.Text;
import io.beltline.receiver.opencensus.OcValue.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the resource of OpenTelemetry out of a node and a resource. Attributes of the node win over
 * labels of the resource, and what has a field of its own over both. For one thread.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.110.0/pkg/translator/opencensus/oc_to_resource.go">the
 *     mapping</a>
 */
final class ResourceAttributes {
  /** The languages of libraries, by their numbers from 1 on. */
  private static final List<String> LANGUAGES =
      List.of("cpp", "dotnet", "erlang", "go", "java", "nodejs", "php", "python", "ruby", "webjs");

  private final Map<String, OcValue> values = new LinkedHashMap<>();
  private final Room room;

  private ResourceAttributes(Room room) {
    this.room = room;
  }

  /**
   * The content of the resource's message.
   *
   * @param resource null if there is none
   * @param room asked before anything is made of the bytes
   */
  static Slice of(Slice node, @Nullable Slice resource, Room room) {
    ResourceAttributes attributes = new ResourceAttributes(room);
    String type = resource == null ? "" : attributes.labels(resource);
    attributes.node(node);
    attributes.text("opencensus.resourcetype", type);
    WireWriter out = new WireWriter();
    attributes.values.forEach(
        (key, value) -> value.write(out, SpanFields.RESOURCE_ATTRIBUTES, key));
    return out.toSlice();
  }

  private String labels(Slice resource) {
    String type = "";
    Fields fields = new Fields(resource);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        type = fields.value().toUtf8();
      } else if (fields.isBytes(2)) {
        OcAttributes.textEntry(fields.value(), room, this::label);
      }
    }
    return type;
  }

  private void label(String key, String value) {
    values.put(key.equals("cloud.zone") ? "cloud.availability_zone" : key, new Text(value));
  }

  private void node(Slice node) {
    Slice identifier = Slice.EMPTY;
    Slice library = Slice.EMPTY;
    Slice service = Slice.EMPTY;
    Fields fields = new Fields(node);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        identifier = fields.value();
      } else if (fields.isBytes(2)) {
        library = fields.value();
      } else if (fields.isBytes(3)) {
        service = fields.value();
      } else if (fields.isBytes(4)) {
        OcAttributes.textEntry(
            fields.value(), room, (key, value) -> values.put(key, new Text(value)));
      }
    }
    text("service.name", OcValue.text(service));
    identifier(identifier);
    library(library);
  }

  private void identifier(Slice message) {
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isBytes(1)) {
        text("host.name", fields.value().toUtf8());
      } else if (fields.isVarint(2) && (int) fields.varint() != 0) {
        values.put("process.pid", new Whole(Integer.toUnsignedLong((int) fields.varint())));
      } else if (fields.isBytes(3)) {
        text("opencensus.starttime", OcTime.read(fields.value()).text());
      }
    }
  }

  private void library(Slice message) {
    Fields fields = new Fields(message);
    while (fields.next()) {
      if (fields.isVarint(1)) {
        long language = fields.varint();
        if (language > 0 && language <= LANGUAGES.size()) {
          text("telemetry.sdk.language", LANGUAGES.get((int) language - 1));
        }
      } else if (fields.isBytes(2)) {
        text("opencensus.exporterversion", fields.value().toUtf8());
      } else if (fields.isBytes(3)) {
        text("telemetry.sdk.version", fields.value().toUtf8());
      }
    }
  }

  private void text(String key, String value) {
    if (!value.isEmpty()) {
      values.put(key, new Text(value));
    }
  }
}
