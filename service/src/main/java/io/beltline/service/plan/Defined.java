package io.beltline.service.plan;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Factory;
import io.beltline.config.ConfigMap;
import org.jspecify.annotations.Nullable;

/**
 * A component that a section defines.
 *
 * @param kind its kind
 * @param id its canonical id; as written if the type is not known
 * @param written its id as written
 * @param factory what makes it, or null if the type is not known
 * @param entry where it is defined
 */
record Defined(
    ComponentKind kind,
    ComponentId id,
    String written,
    @Nullable Factory<?> factory,
    ConfigMap.Entry entry) {

  // a component is defined once: what it says is no part of what it is
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Defined that && kind == that.kind && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + id.hashCode();
  }

  String path() {
    return kind.section() + "::" + written;
  }
}
