package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.FlatDocument;
import io.beltline.components.documents.FlatDocument.Form;
import io.beltline.components.documents.JsonBuffer;
import io.beltline.components.documents.Times;
import io.beltline.exporter.elasticsearch.PointGroup.PointSource;
import io.beltline.model.otlp.ResourceView;
import org.jspecify.annotations.Nullable;

/** Writes the document of a group of points. Used again and again by one thread. */
final class PointDocument {
  private final JsonBuffer values;
  private final PointAttributes attributes = new PointAttributes();
  private final ResourceView resource = new ResourceView();
  private final FlatDocument document = new FlatDocument();
  private final EcsAttributes resources = new EcsAttributes(document, EcsNames.RESOURCE);
  private final EcsAttributes points = new EcsAttributes(document, EcsNames.ANYWHERE);
  private @Nullable MetricPlace shown;
  private int around;
  private @Nullable JsonBuffer into;
  private @Nullable OtelFields pieces;

  /**
   * A writer.
   *
   * @param values where the values stand that groups refer to
   */
  PointDocument(JsonBuffer values) {
    this.values = values;
  }

  /** Adds members to the action that the document needs. */
  void action(JsonBuffer out, PointGroup group) {
    if (group.place.mode() != MappingMode.OTEL) {
      return; // the templates of ECS data streams map metrics by their names
    }
    out.name("dynamic_templates").beginObject();
    for (int i = 0; i < group.count(); i++) {
      out.name("metrics." + group.name(i)).text(group.template(i));
    }
    out.endObject();
  }

  /**
   * Writes the document.
   *
   * @param namesHash what tells it from documents of the same series and millisecond
   */
  void write(JsonBuffer out, PointGroup group, long namesHash) {
    if (group.place.mode() == MappingMode.OTEL) {
      otel(out, group, namesHash);
    } else {
      ecs(out, group);
    }
  }

  private OtelFields fields(JsonBuffer out) {
    OtelFields known = pieces;
    if (known == null || !out.equals(into)) {
      known = new OtelFields(out, true);
      pieces = known;
      into = out;
    }
    return known;
  }

  private void otel(JsonBuffer out, PointGroup group, long namesHash) {
    OtelFields fields = fields(out);
    PointSource source = group.source;
    out.beginObject();
    Times.epochMillis(out.name(OtelNames.TIMESTAMP), source.time());
    if (source.start() != 0) {
      Times.epochMillis(out.name(OtelNames.START), source.start());
    }
    if (source.unit().length() > 0) {
      out.name(OtelNames.UNIT)
          .text(source.unit().array(), source.unit().offset(), source.unit().end());
    }
    fields.dataStream(group.target);
    fields.attributes(attributes.of(source), null);
    out.json(group.place.surroundings());
    out.name(OtelNames.METRICS).beginObject();
    for (int i = 0; i < group.count(); i++) {
      out.name(group.name(i)).json(values, group.from(i), group.to(i));
    }
    out.endObject();
    if (group.documentCount != 0) {
      out.name(OtelNames.DOC_COUNT).unsigned(group.documentCount);
    }
    out.name(OtelNames.NAMES_HASH).text(Long.toHexString(namesHash)).endObject();
  }

  private void ecs(JsonBuffer out, PointGroup group) {
    MetricPlace place = group.place;
    if (!place.equals(shown)) {
      resource.wrap(place.resource());
      document.cut(0);
      document.text("ecs.version", EcsFields.VERSION);
      resources.addResource(resource.attributes());
      around = document.count();
      shown = place;
    }
    document.cut(around);
    points.add(attributes.of(group.source));
    document.time("@timestamp", group.source.time());
    EcsForm.dataStream(document, group.target);
    for (int i = 0; i < group.count(); i++) {
      document.next().json(values, group.from(i), group.to(i));
      document.add("", group.name(i));
    }
    document.write(out, Form.NESTED, EcsNames.KEPT);
  }
}
