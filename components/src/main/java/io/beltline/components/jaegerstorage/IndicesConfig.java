package io.beltline.components.jaegerstorage;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;

/**
 * The indices of a storage.
 *
 * @param indexPrefix what their names begin with, before a hyphen
 * @param spans of spans
 * @param services of pairs of service and operation
 * @param dependencies of calls between services: their template alone, somebody else fills them
 * @param sampling of probabilities: accepted, nothing is written there
 */
public record IndicesConfig(
    @Default("") @Doc("What the names of indices begin with, before a hyphen.") String indexPrefix,
    @Section @Doc("Those of spans.") IndexConfig spans,
    @Section @Doc("Those of services and their operations.") IndexConfig services,
    @Section @Doc("Those of calls between services: their template is made, nothing is written.")
        IndexConfig dependencies,
    @Section @Doc("Accepted, without effect.") IndexConfig sampling) {

  /** A name with the prefix in front of it, as Jaeger joins them. */
  public String prefixed(String name) {
    String hyphen = indexPrefix.isEmpty() || indexPrefix.endsWith("-") ? "" : "-";
    return indexPrefix + hyphen + name;
  }
}
