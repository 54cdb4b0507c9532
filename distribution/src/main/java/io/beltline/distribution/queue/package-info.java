/** {@code beltline queue}: queues and dead letters, of running collectors and on disk. */
@NullMarked
package io.beltline.distribution.queue;

import org.jspecify.annotations.NullMarked;
