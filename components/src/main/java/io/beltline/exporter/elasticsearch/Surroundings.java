package io.beltline.exporter.elasticsearch;

import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.ResourceView;

/**
 * Resource and scope of what is written.
 *
 * @param resource the resource
 * @param resourceSchema the URL of its schema
 * @param scope the scope
 * @param scopeSchema the URL of its schema
 */
record Surroundings(
    ResourceView resource,
    ByteRange resourceSchema,
    InstrumentationScopeView scope,
    ByteRange scopeSchema) {}
