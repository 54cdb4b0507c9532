/** What statements run on: contexts, their paths, and the walk over telemetry. */
package io.beltline.ottl.context;
