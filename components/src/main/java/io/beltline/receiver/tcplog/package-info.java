/** The receiver of log lines over TCP. */
@NullMarked
package io.beltline.receiver.tcplog;

import org.jspecify.annotations.NullMarked;
