/** The exporter that sends metrics by Prometheus' Remote Write, versions 1.0 and 2.0. */
@NullMarked
package io.beltline.exporter.prometheusremotewrite;

import org.jspecify.annotations.NullMarked;
