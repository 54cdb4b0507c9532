/** What a component is: the contract between components and the service that runs them. */
@org.jspecify.annotations.NullMarked
module io.beltline.api {
  requires static org.jspecify;
  requires transitive io.beltline.model;
  requires transitive org.slf4j;

  exports io.beltline.api;
}
