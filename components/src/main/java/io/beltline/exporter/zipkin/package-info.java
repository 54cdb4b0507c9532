/** The exporter that posts spans to Zipkin's API, version 2. */
@NullMarked
package io.beltline.exporter.zipkin;

import org.jspecify.annotations.NullMarked;
