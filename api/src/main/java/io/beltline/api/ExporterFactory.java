package io.beltline.api;

/** Makes exporters of one type. */
public non-sealed interface ExporterFactory<C extends Record> extends Factory<C> {

  @Override
  default ComponentKind kind() {
    return ComponentKind.EXPORTER;
  }

  /** Builds an exporter. Opens nothing yet. */
  Exporter create(Settings settings, C config);
}
