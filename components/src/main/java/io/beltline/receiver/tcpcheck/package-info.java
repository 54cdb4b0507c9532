/** The receiver that checks whether TCP connections can be opened. */
@NullMarked
package io.beltline.receiver.tcpcheck;

import org.jspecify.annotations.NullMarked;
