package io.beltline.exporter.jaegerstorage;

import io.beltline.components.documents.Times;
import io.beltline.components.jaegerstorage.DateLayout;
import io.beltline.components.jaegerstorage.IndexConfig;
import io.beltline.components.jaegerstorage.RotationConfig;
import io.beltline.components.jaegerstorage.SearchStorageConfig;
import org.jspecify.annotations.Nullable;

/**
 * Where the documents of one kind are written: an alias, or an index for each date. Safe for all
 * threads.
 *
 * @param name the alias, or what stands before the date with its hyphen
 * @param date the date behind it, null for an alias
 */
record IndexName(String name, @Nullable DateLayout date) {
  static final String SPANS = "jaeger-span";
  static final String SERVICES = "jaeger-service";
  static final String DEPENDENCIES = "jaeger-dependencies";

  private static final String USUAL_DATE = "2006-01-02";

  /** Where spans are written. */
  static IndexName ofSpans(SearchStorageConfig config) {
    return of(config, SPANS, config.indices().spans(), config.spanWriteAlias());
  }

  /** Where pairs of service and operation are written. */
  static IndexName ofServices(SearchStorageConfig config) {
    return of(config, SERVICES, config.indices().services(), config.serviceWriteAlias());
  }

  private static IndexName of(
      SearchStorageConfig config, String kind, IndexConfig index, String olderAlias) {
    String base = config.indices().prefixed(kind);
    RotationConfig rotation = index.rotation();
    String alias = base + "-write";
    if (rotation.manualRollover() != null) {
      return alias(rotation.manualRollover().writeAlias(), alias);
    }
    if (rotation.autoRollover() != null) {
      return alias(rotation.autoRollover().writeAlias(), alias);
    }
    if (Boolean.TRUE.equals(config.useAliases())) {
      return alias(olderAlias, alias);
    }
    String layout =
        rotation.periodic() != null ? rotation.periodic().dateLayout() : index.dateLayout();
    return new IndexName(
        base + "-", DateLayout.parse(layout == null || layout.isEmpty() ? USUAL_DATE : layout));
  }

  private static IndexName alias(String written, String usual) {
    return new IndexName(written.isEmpty() ? usual : written, null);
  }

  /** Where a document of a time is written. */
  String at(long unixNanos) {
    return date == null ? name : name + date.format(Times.utc(unixNanos));
  }
}
