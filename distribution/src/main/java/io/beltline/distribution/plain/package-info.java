/** Telemetry as people write and read it: an item is a map of its fields. */
package io.beltline.distribution.plain;
