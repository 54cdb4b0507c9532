package io.beltline.processor.groupbytrace;

import io.beltline.model.Slice;

/**
 * A span with what stands around it.
 *
 * @param resource the group of its resource without the scopes; the same object for all its spans
 * @param scope the group of its scope without the spans; the same object for all its spans
 * @param span the span
 */
record Piece(Slice resource, Slice scope, Slice span) {}
