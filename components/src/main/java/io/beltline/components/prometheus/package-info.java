/**
 * What OpenTelemetry's metrics are in Prometheus: names, labels, types and histograms, shared by
 * all that speak its protocols.
 */
@NullMarked
package io.beltline.components.prometheus;

import org.jspecify.annotations.NullMarked;
