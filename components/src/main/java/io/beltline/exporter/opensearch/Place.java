package io.beltline.exporter.opensearch;

import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.ResourceView;

/**
 * Resource and scope of what is written.
 *
 * @param resource the resource
 * @param scope the scope
 * @param scopeSchema the URL of its schema
 */
record Place(ResourceView resource, InstrumentationScopeView scope, ByteRange scopeSchema) {}
