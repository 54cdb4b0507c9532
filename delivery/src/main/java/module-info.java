/** The belt behind the processors: queue, batching, splitting, retry and the account of it. */
@org.jspecify.annotations.NullMarked
module io.beltline.delivery {
  requires static transitive org.jspecify;
  requires transitive io.beltline.api;
  requires transitive io.beltline.config;
  requires io.beltline.transport;
  requires org.slf4j;

  exports io.beltline.delivery;
  exports io.beltline.delivery.journal;

  opens io.beltline.delivery to
      io.beltline.config;
}
