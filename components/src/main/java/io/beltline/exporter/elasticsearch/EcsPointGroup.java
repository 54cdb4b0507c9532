package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.FlatDocument;
import io.beltline.components.documents.FlatDocument.Form;
import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.otlp.AttributesView;

/** A document of metrics in the Elastic Common Schema. */
final class EcsPointGroup extends PointGroup {
  private final FlatDocument document = new FlatDocument();

  EcsPointGroup(Target target, Surroundings around, AttributesView attributes, long time) {
    super(target, MappingMode.ECS);
    EcsForm.resource(document, around.resource().attributes());
    document.time("@timestamp", time);
    document.attributes("", attributes);
    EcsForm.dataStream(document, target);
  }

  @Override
  void put(String metric, PointValue value, boolean docCount) {
    document.next().json(value.json());
    document.add("", metric);
  }

  @Override
  void action(JsonBuffer out) {
    // the templates of ECS data streams map metrics by their names
  }

  @Override
  void write(JsonBuffer out) {
    document.write(out, Form.NESTED, EcsNames.KEPT);
  }
}
