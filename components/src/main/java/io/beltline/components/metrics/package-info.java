/**
 * Metrics made from other telemetry: aggregates, series and their wire form, shared by connectors.
 */
package io.beltline.components.metrics;
