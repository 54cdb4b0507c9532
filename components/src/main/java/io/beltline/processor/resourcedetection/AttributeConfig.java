package io.beltline.processor.resourcedetection;

import io.beltline.config.Doc;
import org.jspecify.annotations.Nullable;

/**
 * Whether an attribute is set.
 *
 * @param enabled whether it is; null for the detector's default
 */
public record AttributeConfig(
    @Doc("Whether it is set. Without it, as the detector does by default.")
        @Nullable Boolean enabled) {}
