/** TLS from PEM files and texts, reloaded while running. */
@NullMarked
package io.beltline.transport.tls;

import org.jspecify.annotations.NullMarked;
