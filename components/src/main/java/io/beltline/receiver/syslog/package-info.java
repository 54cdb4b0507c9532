/** The receiver of syslog over TCP and UDP. */
@NullMarked
package io.beltline.receiver.syslog;

import org.jspecify.annotations.NullMarked;
