/** What it costs to take lines apart by regular expressions. */
@NullMarked
package io.beltline.benchmarks.pattern;

import org.jspecify.annotations.NullMarked;
