/** What samplers share: thresholds, and what trace states say of them. */
@org.jspecify.annotations.NullMarked
package io.beltline.components.sampling;
