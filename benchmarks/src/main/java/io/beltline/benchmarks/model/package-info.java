/** The model's operations, measured with JMH. */
@NullMarked
package io.beltline.benchmarks.model;

import org.jspecify.annotations.NullMarked;
