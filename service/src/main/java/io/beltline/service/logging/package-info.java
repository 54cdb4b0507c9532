/** The collector's own log: an SLF4J provider that writes the OpenTelemetry Collector's layouts. */
@NullMarked
package io.beltline.service.logging;

import org.jspecify.annotations.NullMarked;
