/** Configuration: YAML with positions, expansion, merge, binding to records, schema, reference. */
module io.beltline.config {
  requires org.jspecify;
  requires org.snakeyaml.engine;
  requires tools.jackson.core;

  exports io.beltline.config;
}
