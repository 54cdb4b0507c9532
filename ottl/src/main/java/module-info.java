/** The OpenTelemetry Transformation Language, compiled onto telemetry in wire form. */
@org.jspecify.annotations.NullMarked
module io.beltline.ottl {
  requires static transitive org.jspecify;
  requires transitive io.beltline.api;
  requires com.dynatrace.hash4j;
  requires io.beltline.config;
  requires java.xml;
  requires org.antlr.antlr4.runtime;
  requires org.slf4j;
  requires re2j;
  requires tools.jackson.core;

  exports io.beltline.ottl;
  exports io.beltline.ottl.context;
  exports io.beltline.ottl.function;
  exports io.beltline.ottl.pattern;
  exports io.beltline.ottl.transform;
  exports io.beltline.ottl.value;
}
