/** OTLP telemetry in wire form: views, editors, merge, split, count and OTLP/JSON. */
module io.beltline.model {
  requires static transitive org.jspecify;
  requires tools.jackson.core;

  exports io.beltline.model;
  exports io.beltline.model.otlp;
}
