/** Writes telemetry to files. */
package io.beltline.exporter.file;
