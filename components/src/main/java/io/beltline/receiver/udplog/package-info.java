/** The receiver of log lines in UDP packets. */
@NullMarked
package io.beltline.receiver.udplog;

import org.jspecify.annotations.NullMarked;
