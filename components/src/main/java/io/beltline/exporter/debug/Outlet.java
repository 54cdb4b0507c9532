package io.beltline.exporter.debug;

import java.util.Map;

/** Where the text goes. Safe for all threads. */
interface Outlet extends AutoCloseable {

  /** Tells a message with its fields, in their order. */
  void tell(String message, Map<String, Object> fields);

  @Override
  default void close() {}
}
