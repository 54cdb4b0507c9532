/**
 * OTLP telemetry in wire form.
 *
 * <p>A request stays the protobuf bytes it arrived as. Everything here reads, counts, merges,
 * splits and edits those bytes; full objects are never built.
 */
@NullMarked
package io.beltline.model;

import org.jspecify.annotations.NullMarked;
