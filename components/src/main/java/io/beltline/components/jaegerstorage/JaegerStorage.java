package io.beltline.components.jaegerstorage;

import java.util.Optional;
import java.util.Set;

/** Knows storages of traces by the names their owner gave them. Safe for all threads. */
public interface JaegerStorage {

  /** The storage of a name, or empty if there is none. */
  Optional<TraceStorageConfig> traceStorage(String name);

  /** All names, in alphabetical order. */
  Set<String> traceStorageNames();
}
