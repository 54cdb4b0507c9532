/**
 * Series of metric points: what tells them apart, what a processor remembers of each, and how that
 * is bounded and kept; shared by processors.
 */
package io.beltline.components.series;
