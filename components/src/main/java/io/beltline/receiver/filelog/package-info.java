/** The {@code file_log} receiver: tails files, and reads on only when lines are delivered. */
@NullMarked
package io.beltline.receiver.filelog;

import org.jspecify.annotations.NullMarked;
