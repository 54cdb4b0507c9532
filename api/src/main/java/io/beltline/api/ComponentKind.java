package io.beltline.api;

/** The five kinds of component. */
public enum ComponentKind {
  RECEIVER("receiver", "receivers"),
  PROCESSOR("processor", "processors"),
  EXPORTER("exporter", "exporters"),
  CONNECTOR("connector", "connectors"),
  EXTENSION("extension", "extensions");

  private final String label;
  private final String section;

  ComponentKind(String label, String section) {
    this.label = label;
    this.section = section;
  }

  /** The word for one: {@code receiver}. */
  public String label() {
    return label;
  }

  /** The top-level key of the configuration that holds them: {@code receivers}. */
  public String section() {
    return section;
  }
}
