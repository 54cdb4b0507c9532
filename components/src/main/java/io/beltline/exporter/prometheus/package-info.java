/** The exporter that serves metrics for Prometheus to scrape. */
@NullMarked
package io.beltline.exporter.prometheus;

import org.jspecify.annotations.NullMarked;
