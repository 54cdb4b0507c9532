package io.beltline.exporter.elasticsearch;

import io.beltline.config.Default;
import io.beltline.config.Doc;

/**
 * A switch in a section of its own.
 *
 * @param enabled whether it is on
 */
public record EnabledConfig(@Default("false") @Doc("Whether it is on.") boolean enabled) {}
