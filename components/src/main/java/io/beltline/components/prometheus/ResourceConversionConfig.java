package io.beltline.components.prometheus;

import io.beltline.config.Default;
import io.beltline.config.Doc;

/**
 * Whether resource attributes become labels: {@code resource_to_telemetry_conversion}.
 *
 * @param enabled whether they do
 * @param excludeServiceAttributes whether those behind job and instance do not
 */
public record ResourceConversionConfig(
    @Default("false") @Doc("Make labels of all resource attributes.") boolean enabled,
    @Default("false") @Doc("Except those that make job and instance.")
        boolean excludeServiceAttributes) {}
