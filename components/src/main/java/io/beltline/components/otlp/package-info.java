/**
 * The parts of the OpenTelemetry protocol that its receiver and its exporters share: names of
 * services and paths, responses and statuses.
 */
@NullMarked
package io.beltline.components.otlp;

import org.jspecify.annotations.NullMarked;
