/** The command line, and the list of the components it brings. */
@org.jspecify.annotations.NullMarked
module io.beltline.distribution {
  requires static org.jspecify;
  requires io.beltline.components;
  requires io.beltline.service;
  requires info.picocli;
  requires java.net.http;

  opens io.beltline.distribution to
      info.picocli;
}
