/** The collector as a process of its own, between a generator and a sink. */
@NullMarked
package io.beltline.benchmarks.passthrough;

import org.jspecify.annotations.NullMarked;
