/** The receiver of the entries of the systemd journal. */
@NullMarked
package io.beltline.receiver.journald;

import org.jspecify.annotations.NullMarked;
