package io.beltline.api;

/** An extension that keeps state across restarts ({@code storage: file_storage}). */
public interface StorageExtension {

  /**
   * Opens the store of one component.
   *
   * @param kind the component's kind
   * @param id its canonical id, so that both spellings share one store
   * @param name what the component stores, empty for its main store
   */
  KeyValueStore open(ComponentKind kind, ComponentId id, String name);
}
