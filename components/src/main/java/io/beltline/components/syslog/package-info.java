/** Syslog: messages of RFC 3164 and RFC 5424, and how streams divide them (RFC 6587). */
@NullMarked
package io.beltline.components.syslog;

import org.jspecify.annotations.NullMarked;
