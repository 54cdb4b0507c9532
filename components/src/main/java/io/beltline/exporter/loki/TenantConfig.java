package io.beltline.exporter.loki;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;

/**
 * Whose logs they are, as it was written before hints: {@code tenant}.
 *
 * @param source what tells
 * @param value the tenant, the header of the sender, or the attribute
 */
public record TenantConfig(
    @Default("static")
        @Doc(
            "static: value is the tenant; context: value names a header of the sender; attributes:"
                + " value names an attribute of the resource or the record.")
        Source source,
    @Default("") @Doc("The tenant, the header or the attribute.") String value)
    implements Validated {

  /** What tells the tenant. */
  public enum Source {
    /** The configuration. */
    STATIC,
    /** A header of the sender, which the receiver keeps with {@code include_metadata}. */
    CONTEXT,
    /** An attribute of the resource, else of the record. */
    ATTRIBUTES,
    /** The same as attributes. */
    ATTRIBUTE
  }

  @Override
  public void validate(Problems problems) {
    if (source != Source.STATIC && value.isBlank()) {
      problems.add("value", "must be specified (expected: the name of a header or an attribute)");
    }
  }

  /** The attribute that tells it; empty if none does. */
  String attribute() {
    return source == Source.ATTRIBUTES || source == Source.ATTRIBUTE ? value : "";
  }
}
