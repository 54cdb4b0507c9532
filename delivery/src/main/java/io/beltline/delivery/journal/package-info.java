/**
 * The journal: requests kept on disk until every destination has them.
 *
 * <p>One journal serves all queues that name the same storage. Records are appended to segment
 * files; each belongs to one queue. A request that goes to several queues is written once, the
 * others refer to it.
 */
@NullMarked
package io.beltline.delivery.journal;

import org.jspecify.annotations.NullMarked;
