/** The {@code cardinality_guard} processor: a limit of series for each metric. */
@NullMarked
package io.beltline.processor.cardinalityguard;

import org.jspecify.annotations.NullMarked;
