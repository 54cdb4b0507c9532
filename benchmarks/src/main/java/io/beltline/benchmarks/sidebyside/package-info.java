/** Collectors side by side: the same configuration, generator, sink and machine. */
@NullMarked
package io.beltline.benchmarks.sidebyside;

import org.jspecify.annotations.NullMarked;
