/** Data points of equal labels made one, shared by processors. */
package io.beltline.components.aggregation;
