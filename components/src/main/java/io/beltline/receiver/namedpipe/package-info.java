/** The receiver of log lines in a named pipe. */
@NullMarked
package io.beltline.receiver.namedpipe;

import org.jspecify.annotations.NullMarked;
