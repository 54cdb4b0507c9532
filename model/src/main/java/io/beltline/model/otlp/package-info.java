/**
 * Typed views and editors over OTLP bytes, generated from the official descriptors, and the engine
 * below them.
 *
 * <p>A view is a flyweight: wrap it over a range of bytes, read, wrap it again. An editor is a view
 * that can also write; it keeps the order of fields and those it does not know. A stream editor
 * ({@link io.beltline.model.otlp.TracesEditor} and its siblings) walks whole telemetry and copies
 * what is not touched in bulk. None of them is safe for use by several threads at once.
 */
@NullMarked
package io.beltline.model.otlp;

import org.jspecify.annotations.NullMarked;
