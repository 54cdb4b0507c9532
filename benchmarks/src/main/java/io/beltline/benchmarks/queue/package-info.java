/** What a queue costs, in memory and on disk. */
@NullMarked
package io.beltline.benchmarks.queue;

import org.jspecify.annotations.NullMarked;
