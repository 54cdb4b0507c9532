/** The {@code resource_detection} processor: tells where telemetry comes from. */
package io.beltline.processor.resourcedetection;
