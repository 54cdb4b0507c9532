package io.beltline.service.trial;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.PipelineId;
import org.jspecify.annotations.Nullable;

/**
 * A component of a configuration, as part of one pipeline or of all.
 *
 * @param kind its kind
 * @param id its canonical id
 * @param pipeline the pipeline, or null for all it stands in
 */
public record Spot(ComponentKind kind, ComponentId id, @Nullable PipelineId pipeline) {

  @Override
  public String toString() {
    return kind.section() + "::" + id + (pipeline == null ? "" : " in pipeline " + pipeline);
  }
}
