package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.FlatDocument;
import io.beltline.components.documents.FlatDocument.Form;
import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.SpanLinkView;
import io.beltline.model.otlp.SpanView;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Documents of the Elastic Common Schema: attributes at the root, nested, under the schema's names
 * where it has one for them.
 */
final class EcsForm implements DocumentForm {
  private final FlatDocument document = new FlatDocument();
  private final EcsAttributes resources = new EcsAttributes(document, EcsNames.RESOURCE);
  private final EcsAttributes scopes = new EcsAttributes(document, EcsNames.ANYWHERE);
  private final EcsAttributes records = new EcsAttributes(document, EcsNames.LOG);
  private final EcsAttributes spans = new EcsAttributes(document, EcsNames.SPAN);
  private final Cursor<SpanLinkView> links = new Cursor<>(new SpanLinkView());
  private int around;
  private String agentName = "";
  private String agentVersion = "";
  private String osType = "";

  @Override
  public void enter(Surroundings place) {
    AttributesView resource = place.resource().attributes();
    agentName = agentName(resource);
    agentVersion = text(resource, "telemetry.distro.version", "telemetry.sdk.version");
    osType = osType(text(resource, "os.type"), text(resource, "os.name"));
    document.cut(0);
    document.text("ecs.version", EcsFields.VERSION);
    resources.addResource(place.resource().attributes());
    scopes.add(place.scope().attributes());
    around = document.count();
  }

  @Override
  public String log(JsonBuffer out, LogRecordView record, Target target) {
    document.cut(around);
    records.add(record.attributes());
    dataStream(document, target);
    document.text("agent.name", agentName);
    document.text("agent.version", agentVersion);
    document.text("host.os.type", osType);
    document.time("@timestamp", DocumentForm.time(record));
    document.id("trace.id", record.traceId());
    document.id("span.id", record.spanId());
    if (record.severityNumber() != 0) {
      document.number("event.severity", record.severityNumber());
    }
    document.text("log.level", record.severityTextUtf8());
    body(record);
    document.write(out, Form.NESTED, EcsNames.KEPT);
    return "";
  }

  /** What is no text is written as one, beside a message that the sender gave. */
  private void body(LogRecordView record) {
    AnyValueView body = record.body();
    if (body.hasStringValue()) {
      document.attribute("message", body);
    } else if (body.valueCase() != 0) {
      boolean hasMessage = record.attributes().contains("message");
      document.valueAsText(hasMessage ? "event.original" : "message", body);
    }
  }

  @Override
  public String span(JsonBuffer out, SpanView span, Target target) {
    document.cut(around);
    spanAttributes(span);
    document.text("host.os.type", osType);
    dataStream(document, target);
    document.time("@timestamp", span.startTimeUnixNano());
    document.id("trace.id", span.traceId());
    document.id("span.id", span.spanId());
    document.text("span.name", span.nameUtf8());
    document.id("parent.id", span.parentSpanId());
    document.text("event.outcome", outcome(span.status().code()));
    links(span);
    if (span.kind() != 0) {
      document.text("span.kind", OtelNames.kind(span.kind()).toUpperCase(Locale.ROOT));
    }
    document.write(out, Form.NESTED, EcsNames.KEPT);
    return "";
  }

  private void spanAttributes(SpanView span) {
    boolean transaction = "transaction".equals(span.attributes().string("processor.event"));
    AttributesView attributes = span.attributes();
    while (attributes.next()) {
      String key = attributes.key();
      if (transaction && key.equals("messaging.destination.name")) {
        document.attribute(EcsNames.TRANSACTION_QUEUE, attributes.value());
      } else {
        spans.add(key, attributes.value());
      }
    }
  }

  private static String outcome(int code) {
    return code == 1 ? "success" : code == 2 ? "failure" : "";
  }

  private void links(SpanView span) {
    span.links(links);
    if (!links.next()) {
      return;
    }
    JsonBuffer value = document.next();
    value.beginArray();
    do {
      SpanLinkView link = links.item();
      value.beginObject();
      if (!link.traceId().isZero()) {
        value.name("trace").beginObject().name("id").hex(link.traceId()).endObject();
      }
      if (!link.spanId().isZero()) {
        value.name("span").beginObject().name("id").hex(link.spanId()).endObject();
      }
      value.endObject();
    } while (links.next());
    value.endArray();
    document.add("", "span.links");
  }

  static void dataStream(FlatDocument document, Target target) {
    document.text("data_stream.type", target.type());
    document.text("data_stream.dataset", target.dataset());
    document.text("data_stream.namespace", target.namespace());
  }

  /** {@code name/language/distribution} of the SDK, as the APM views show it. */
  private static String agentName(AttributesView resource) {
    String name = text(resource, "telemetry.sdk.name");
    String language = text(resource, "telemetry.sdk.language");
    String distro = text(resource, "telemetry.distro.name");
    String agent = name.isEmpty() ? "otlp" : name;
    if (!distro.isEmpty()) {
      return agent + "/" + (language.isEmpty() ? "unknown" : language) + "/" + distro;
    }
    return language.isEmpty() ? agent : agent + "/" + language;
  }

  private static String osType(String type, String name) {
    return switch (name) {
      case "Android" -> "android";
      case "iOS" -> "ios";
      default ->
          switch (type) {
            case "windows", "linux" -> type;
            case "darwin" -> "macos";
            case "aix", "hpux", "solaris" -> "unix";
            default -> "";
          };
    };
  }

  private static String text(AttributesView attributes, String... keys) {
    for (String key : keys) {
      @Nullable String found = attributes.string(key);
      if (found != null && !found.isEmpty()) {
        return found;
      }
    }
    return "";
  }
}
