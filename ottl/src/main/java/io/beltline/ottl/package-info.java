/**
 * The OpenTelemetry Transformation Language: statements and conditions, compiled once and run over
 * telemetry in wire form.
 */
package io.beltline.ottl;
