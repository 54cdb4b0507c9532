/**
 * Metrics made from other telemetry (aggregates, series and their wire form) and metrics that are
 * worked on, shared by connectors and processors.
 */
package io.beltline.components.metrics;
