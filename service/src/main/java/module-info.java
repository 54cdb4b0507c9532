/** The graph, its life, and what the collector tells of itself. */
module io.beltline.service {
  requires transitive io.beltline.api;
  requires transitive io.beltline.config;
  requires java.management;
  requires jdk.management;
  requires jdk.unsupported;
  requires static org.jspecify;
  requires transitive org.slf4j;

  exports io.beltline.service;
  exports io.beltline.service.books;
  exports io.beltline.service.logging;
  exports io.beltline.service.metrics;

  provides org.slf4j.spi.SLF4JServiceProvider with
      io.beltline.service.logging.LoggingProvider;
}
