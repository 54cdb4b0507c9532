/** What tests of components stand on: a clock they move, and peers that remember. */
@org.jspecify.annotations.NullMarked
module io.beltline.testkit {
  requires static transitive org.jspecify;
  requires transitive io.beltline.api;
  requires transitive io.beltline.config;
  requires transitive org.assertj.core;
  requires transitive org.junit.jupiter.api;
  requires transitive org.slf4j;

  exports io.beltline.testkit;
}
