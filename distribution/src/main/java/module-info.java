/** The command line, and the list of the components it brings. */
@org.jspecify.annotations.NullMarked
module io.beltline.distribution {
  requires static org.jspecify;
  requires io.beltline.components;
  requires io.beltline.service;
  requires info.picocli;
  requires java.net.http;
  requires org.slf4j;
  requires tools.jackson.core;

  opens io.beltline.distribution to
      info.picocli;
  opens io.beltline.distribution.explain to
      info.picocli;
  opens io.beltline.distribution.migrate to
      info.picocli;
  opens io.beltline.distribution.queue to
      info.picocli;
  opens io.beltline.distribution.test to
      info.picocli,
      io.beltline.config;
}
