/** Runs a collector: plan, graph, reload, books and its own telemetry. */
@org.jspecify.annotations.NullMarked
module io.beltline.service {
  requires static transitive org.jspecify;
  requires transitive io.beltline.api;
  requires transitive io.beltline.config;
  requires transitive io.beltline.delivery;
  requires io.beltline.transport;
  requires java.logging;
  requires java.management;
  requires jdk.management;
  requires jdk.unsupported;
  requires org.slf4j;
  requires tools.jackson.core;

  exports io.beltline.service;
  exports io.beltline.service.admin;
  exports io.beltline.service.books;
  exports io.beltline.service.logging;
  exports io.beltline.service.metrics;
  exports io.beltline.service.trial;

  opens io.beltline.service.admin to
      io.beltline.config;
  opens io.beltline.service.plan to
      io.beltline.config;
  opens io.beltline.service.telemetry to
      io.beltline.config;

  provides org.slf4j.spi.SLF4JServiceProvider with
      io.beltline.service.logging.LoggingProvider;
}
