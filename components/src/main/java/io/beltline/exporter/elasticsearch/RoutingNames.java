package io.beltline.exporter.elasticsearch;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;
import org.jspecify.annotations.Nullable;

/** What attributes say of where a document goes and how. Used again and again by one thread. */
final class RoutingNames {
  @Nullable String index;
  @Nullable String type;
  @Nullable String dataset;
  @Nullable String namespace;
  @Nullable String mode;
  @Nullable String id;
  @Nullable String pipeline;

  /** Reads attributes; of several of one key the first counts. */
  void read(AttributesView attributes) {
    forget();
    while (attributes.next()) {
      ByteRange key = attributes.keyUtf8();
      if (key.length() > 8 && (key.at(0) == 'd' || key.at(0) == 'e')) {
        take(key, attributes);
      }
    }
  }

  private void forget() {
    index = null;
    type = null;
    dataset = null;
    namespace = null;
    mode = null;
    id = null;
    pipeline = null;
  }

  private void take(ByteRange key, AttributesView attribute) {
    if (key.contentEquals("data_stream.dataset")) {
      dataset = first(dataset, attribute);
    } else if (key.contentEquals("data_stream.namespace")) {
      namespace = first(namespace, attribute);
    } else if (key.contentEquals("data_stream.type")) {
      type = first(type, attribute);
    } else if (key.contentEquals("elasticsearch.index")) {
      index = first(index, attribute);
    } else if (key.contentEquals("elastic.mapping.mode")) {
      mode = first(mode, attribute);
    } else if (key.contentEquals("elasticsearch.document_id")) {
      id = first(id, attribute);
    } else if (key.contentEquals("elasticsearch.ingest_pipeline")
        || key.contentEquals("elasticsearch.document_pipeline")) {
      pipeline = first(pipeline, attribute);
    }
  }

  /** An empty text says nothing. */
  private static @Nullable String first(@Nullable String known, AttributesView attribute) {
    if (known != null) {
      return known;
    }
    String text =
        attribute.valueCase() == AnyValueView.STRING_VALUE
            ? attribute.stringValueUtf8().toUtf8()
            : attribute.value().asString();
    return text.isEmpty() ? null : text;
  }

  /** True if none of the names that choose an index is there. */
  boolean isSilent() {
    return index == null && type == null && dataset == null && namespace == null;
  }

  /** True for attributes that are instructions for the exporter, not data. */
  static boolean isInstruction(ByteRange key) {
    if (key.length() < 16 || (key.at(0) != 'd' && key.at(0) != 'e')) {
      return false;
    }
    return key.contentEquals("data_stream.type")
        || key.contentEquals("data_stream.dataset")
        || key.contentEquals("data_stream.namespace")
        || key.contentEquals("elasticsearch.index")
        || key.contentEquals("elasticsearch.document_id")
        || key.contentEquals("elasticsearch.ingest_pipeline")
        || key.contentEquals("elasticsearch.document_pipeline")
        || key.contentEquals("elasticsearch.mapping.hints")
        || key.contentEquals("elastic.mapping.mode");
  }
}
